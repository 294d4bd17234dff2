//! A small CLB API on this machine, for tests: it checks every signature, throttles, and answers in pages.
//!
//! As a program it prints its address and serves until its standard input ends; the vendor's SDK calls it in
//! `tests/sdk/call_fake_cloud.py`. The tests of this crate include it as a module.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

use clbplan_live::cloud::{Credential, signature};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub const SECRET_ID: &str = "AKIDfake";
pub const SECRET_KEY: &str = "key-of-the-fake-cloud";
/// Of the key that STS returns.
pub const TEMPORARY_ID: &str = "AKIDtemporary";
pub const TOKEN: &str = "token-of-the-role";

/// What the cloud holds and how it behaves.
#[derive(Clone, Default)]
pub struct Behaviour {
    /// How many load balancers there are, `lb-0000` and so on, 3 of each 10 with a tag of the cluster.
    pub load_balancers: usize,
    /// Calls of one action that are answered in one second; more are refused. 0: no limit.
    pub rate: usize,
    /// Codes of the API by action: the answer instead of the result.
    pub errors: BTreeMap<&'static str, &'static str>,
    /// A load balancer is deleted after the first page of the first pass.
    pub shrinks: bool,
    /// The load balancers, listeners and targets, in the form of `--clb`, instead of `load_balancers`.
    pub state: Option<Value>,
}

/// A request that was accepted.
#[derive(Debug, Clone)]
pub struct Call {
    pub action: String,
    pub region: String,
    pub body: Value,
}

pub struct FakeCloud {
    /// `http://127.0.0.1:…`.
    pub address: String,
    calls: Arc<Mutex<Vec<Call>>>,
}

struct State {
    behaviour: Behaviour,
    calls: Arc<Mutex<Vec<Call>>>,
    recent: Mutex<BTreeMap<String, Vec<Instant>>>,
    host: String,
}

impl FakeCloud {
    pub fn start(behaviour: Behaviour) -> FakeCloud {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let calls = Arc::new(Mutex::new(Vec::new()));
        let state = State { behaviour, calls: Arc::clone(&calls), recent: Mutex::default(), host: host.clone() };
        let state = Arc::new(state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                std::thread::spawn(move || state.serve(&stream));
            }
        });
        FakeCloud { address: format!("http://{host}"), calls }
    }

    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

impl State {
    fn serve(&self, stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        let mut headers = BTreeMap::new();
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let is_post = line.starts_with("POST / ");
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            match line.trim_end().split_once(':') {
                Some((name, value)) => headers.insert(name.to_lowercase(), value.trim().to_owned()),
                None => break,
            };
        }
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let answer = if is_post { self.answer(&headers, &body) } else { Err("UnsupportedProtocol") };
        let response = answer.unwrap_or_else(|code| json!({ "Error": { "Code": code, "Message": "refused" } }));
        let mut response = json!({ "Response": response });
        if let Some(response) = response.get_mut("Response").and_then(Value::as_object_mut) {
            response.insert("RequestId".to_owned(), "1".into());
        }
        let text = response.to_string();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
        let _ = { stream }.write_all(format!("{head}Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    fn answer(&self, headers: &BTreeMap<String, String>, body: &[u8]) -> Result<Value, &'static str> {
        let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
        let action = header("x-tc-action");
        let service = if action.starts_with("Assume") { "sts" } else { "clb" };
        if action != "AssumeRoleWithWebIdentity" {
            self.check_signature(&header, service, body)?;
        }
        self.check_rate(&action)?;
        if let Some(code) = self.behaviour.errors.get(action.as_str()) {
            return Err(code);
        }
        if header("x-tc-region") != "ap-guangzhou" {
            return Err("UnsupportedRegion");
        }
        let body: Value = serde_json::from_slice(body).map_err(|_| "InvalidParameter")?;
        self.calls.lock().unwrap().push(Call {
            action: action.clone(),
            region: header("x-tc-region"),
            body: body.clone(),
        });
        self.result(&action, &body)
    }

    fn check_signature(&self, header: &dyn Fn(&str) -> String, service: &str, body: &[u8]) -> Result<(), &'static str> {
        let given = header("authorization");
        let is_temporary = given.contains(TEMPORARY_ID);
        let id = if is_temporary { TEMPORARY_ID } else { SECRET_ID };
        if !given.contains(&format!("Credential={id}/")) {
            return Err("AuthFailure.SecretIdNotFound");
        }
        if is_temporary && header("x-tc-token") != TOKEN {
            return Err("AuthFailure.TokenFailure");
        }
        let seconds: i64 = header("x-tc-timestamp").parse().map_err(|_| "AuthFailure.SignatureFailure")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        if now.abs_diff(u64::try_from(seconds).unwrap()) > 300 {
            return Err("AuthFailure.SignatureExpire");
        }
        let credential = Credential { secret_id: id.to_owned(), secret_key: SECRET_KEY.to_owned().into(), token: None };
        let expected = signature::authorization(&credential, service, &self.host, seconds, body);
        if given == expected { Ok(()) } else { Err("AuthFailure.SignatureFailure") }
    }

    fn check_rate(&self, action: &str) -> Result<(), &'static str> {
        let mut recent = self.recent.lock().unwrap();
        let times = recent.entry(action.to_owned()).or_default();
        times.retain(|time| time.elapsed() < Duration::from_secs(1));
        if self.behaviour.rate > 0 && times.len() >= self.behaviour.rate {
            return Err("RequestLimitExceeded");
        }
        times.push(Instant::now());
        Ok(())
    }

    fn result(&self, action: &str, body: &Value) -> Result<Value, &'static str> {
        if let Some(state) = &self.behaviour.state {
            return result_of_state(state, action, body);
        }
        let number = |name: &str, default: u64| body.get(name).and_then(Value::as_u64).unwrap_or(default) as usize;
        match action {
            "DescribeLoadBalancers" => {
                let (limit, offset) = (number("Limit", 20), number("Offset", 0));
                if limit > 100 {
                    return Err("InvalidParameterValue");
                }
                let calls = self.calls.lock().unwrap();
                let passes = calls.iter().filter(|call| call.action == action).count();
                // The first of the list is deleted, and each later one moves up.
                let gone = usize::from(self.behaviour.shrinks && passes > 1);
                let all = gone..self.behaviour.load_balancers;
                let set: Vec<Value> = all.clone().skip(offset).take(limit).map(load_balancer).collect();
                Ok(json!({ "TotalCount": all.len(), "LoadBalancerSet": set }))
            }
            "DescribeListeners" => {
                let id = body.get("LoadBalancerId").and_then(Value::as_str).ok_or("MissingParameter")?;
                Ok(
                    json!({ "TotalCount": 1, "Listeners": [{ "ListenerId": format!("lbl-{id}"), "Protocol": "TCP", "Port": 80 }] }),
                )
            }
            "DescribeTargets" => Ok(json!({ "Listeners": Value::Null })),
            "DescribeLBOperateProtect" => {
                let ids = body.get("LoadBalancerIds").and_then(Value::as_array).ok_or("MissingParameter")?;
                if ids.len() > 20 {
                    return Err("InvalidParameterValue.Length");
                }
                Ok(
                    json!({ "LoadBalancerSet": ids.iter().map(|id| json!({ "LoadBalancerId": id, "ProtectState": "Off" })).collect::<Vec<_>>() }),
                )
            }
            "AssumeRole" | "AssumeRoleWithWebIdentity" => Ok(json!({ "ExpiredTime": 1, "Credentials": {
                "TmpSecretId": TEMPORARY_ID, "TmpSecretKey": SECRET_KEY, "Token": TOKEN } })),
            _ => Err("InvalidAction"),
        }
    }
}

/// The answer from a state; every load balancer fits on one page.
fn result_of_state(state: &Value, action: &str, body: &Value) -> Result<Value, &'static str> {
    let of_id = |member: &str| {
        let id = body.get("LoadBalancerId").and_then(Value::as_str).ok_or("MissingParameter")?;
        let list = state.get(member).and_then(|lists| lists.get(id)).cloned().unwrap_or_else(|| json!([]));
        Ok(json!({ "TotalCount": list.as_array().map_or(0, Vec::len), "Listeners": list }))
    };
    match action {
        "DescribeLoadBalancers" => {
            let set = state.get("loadBalancers").cloned().unwrap_or_else(|| json!([]));
            Ok(json!({ "TotalCount": set.as_array().map_or(0, Vec::len), "LoadBalancerSet": set }))
        }
        "DescribeListeners" => of_id("listeners"),
        "DescribeTargets" => {
            let mut answer = of_id("targets")?;
            answer.as_object_mut().map(|answer| answer.remove("TotalCount"));
            Ok(answer)
        }
        "DescribeLBOperateProtect" => Ok(json!({ "LoadBalancerSet": [] })),
        _ => Err("InvalidAction"),
    }
}

fn load_balancer(number: usize) -> Value {
    let value = if number % 10 < 3 { "cls-mine" } else { "cls-other" };
    json!({ "LoadBalancerId": format!("lb-{number:04}"), "Tags": [{ "TagKey": "tke-clusterId", "TagValue": value }] })
}

/// Serves until standard input ends.
#[allow(dead_code)]
fn main() {
    let cloud = FakeCloud::start(Behaviour { load_balancers: 250, rate: 8, ..Behaviour::default() });
    println!("{} {SECRET_ID} {SECRET_KEY}", cloud.address);
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}
