//! A plan that reads a real cluster by itself: the time until the first answer, beside that of `kubectl get -o json` of the same objects,
//! and the memory. `cargo xtask cluster` describes the servers.

use super::run_program::released;
use super::table::{Table, count, ratio, time};
use crate::cluster::{self, Cluster};
use crate::run_command::command;
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

/// Services of the cluster. Those up to the first number have a load balancer.
const SIZES: [usize; 2] = [500, 5_000];

/// So many run kubectl at the same time while objects are created.
const WRITERS: usize = 4;

/// What a plan reads, apart from the kind that only TKE has.
const KINDS: &str = "services,nodes,endpointslices,ingresses,servicecidrs";

/// What one program took.
struct Run {
    time: Duration,
    /// The peak of its memory, as the system last showed it before it ended.
    peak_kib: Option<f64>,
}

/// The cluster, and the files that lead to it.
struct MeasuredCluster {
    cluster: Cluster,
    kubectl: PathBuf,
}

/// The table of `host/bench/README.md`.
pub fn tables() -> anyhow::Result<String> {
    let (cluster, kubectl) = cluster::start()?;
    let mut measured = MeasuredCluster { cluster, kubectl };
    let table = measured.table();
    let still_running = measured.cluster.stop();
    let table = table?;
    ensure!(still_running, "a server ended before the measurement did");
    measured.cluster.remove()?;
    Ok(table)
}

impl MeasuredCluster {
    fn table(&self) -> anyhow::Result<String> {
        let heads = ["Services", "kubectl get -o json", "memory", "clbplan plan --cluster", "memory", "vs. kubectl"];
        let mut table = Table::new(&heads);
        self.create(&[json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "shop" } })])?;
        self.create(&(0..3).map(node).collect::<Vec<_>>())?;
        fs::write(self.file("one.json"), changed(0).to_string())?;
        let mut created = 0;
        for size in SIZES {
            let objects: Vec<Value> = (created..size).flat_map(|n| [service(n), endpoint_slice(n)]).collect();
            self.create(&objects)?;
            created = size;
            let (get, plan) = self.compare()?;
            let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
            let memory =
                |run: &Run| run.peak_kib.map_or_else(|| "?".to_owned(), |kib| format!("{:.0} MiB", kib / 1024.0));
            table.row(&[
                count(size as f64),
                time(milliseconds(get.time)),
                memory(&get),
                time(milliseconds(plan.time)),
                memory(&plan),
                ratio(milliseconds(plan.time), milliseconds(get.time)),
            ]);
        }
        Ok(table.text())
    }

    /// The shortest times of rounds that alternate, and the largest memory.
    fn compare(&self) -> anyhow::Result<(Run, Run)> {
        let mut best: Option<(Run, Run)> = None;
        for _ in 0..ROUNDS {
            let mut get = self.kubectl();
            get.args(["get", KINDS, "--all-namespaces", "--output", "json"]);
            let mut plan = released("clbplan");
            plan.arg("plan")
                .arg(self.file("one.json"))
                .arg("--cluster")
                .arg("--kubeconfig")
                .arg(self.cluster.kubeconfig());
            let both = (self.timed(&mut get)?, self.timed(&mut plan)?);
            best = Some(match best {
                Some((get, plan)) => (get.best_of(&both.0), plan.best_of(&both.1)),
                None => both,
            });
        }
        best.context("no round was measured")
    }

    fn kubectl(&self) -> Command {
        let mut kubectl = command(&self.kubectl);
        kubectl.arg("--kubeconfig").arg(self.cluster.kubeconfig());
        kubectl.arg("--cache-dir").arg(self.file("cache"));
        kubectl
    }

    fn file(&self, name: &str) -> PathBuf {
        self.cluster.folder().join(name)
    }

    /// Runs a program to its end, with its output in a file.
    fn timed(&self, program: &mut Command) -> anyhow::Result<Run> {
        let output = fs::File::create(self.file("output"))?;
        let begin = Instant::now();
        let mut child = program.stdin(Stdio::null()).stdout(output).stderr(Stdio::null()).spawn()?;
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let mut peak_kib = None;
        let status = loop {
            peak_kib = peak(&status).or(peak_kib);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let time = begin.elapsed();
        ensure!(status.success(), "{program:?} failed: {status}");
        Ok(Run { time, peak_kib })
    }

    /// Creates objects, a part of them in each of several processes.
    fn create(&self, objects: &[Value]) -> anyhow::Result<()> {
        let mut writers = Vec::new();
        for (number, part) in objects.chunks(objects.len().div_ceil(WRITERS).max(1)).enumerate() {
            let file = self.file(&format!("create-{number}.json"));
            fs::write(&file, json!({ "apiVersion": "v1", "kind": "List", "items": part }).to_string())?;
            let mut kubectl = self.kubectl();
            kubectl.args(["create", "--filename"]).arg(&file).stdout(Stdio::null());
            writers.push(kubectl.spawn()?);
        }
        for mut writer in writers {
            ensure!(writer.wait()?.success(), "kubectl could not create the objects");
        }
        Ok(())
    }
}

impl Run {
    fn best_of(self, other: &Run) -> Run {
        let peak_kib = self.peak_kib.zip(other.peak_kib).map(|(left, right)| left.max(right));
        Run { time: self.time.min(other.time), peak_kib }
    }
}

/// `VmHWM` of a process, on Linux.
fn peak(status: &Path) -> Option<f64> {
    let status = fs::read_to_string(status).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

fn node(number: usize) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Node", "metadata": { "name": format!("10.0.0.{number}") },
        "spec": { "providerID": format!("qcloud:///100003/ins-aaaa000{number}") },
        "status": { "conditions": [{ "type": "Ready", "status": "True" }] },
    })
}

/// As the controller leaves it, but for the status.
fn service(number: usize) -> Value {
    let name = format!("service-{number:04}");
    let first = SIZES.first().copied().unwrap_or_default();
    let (kind, annotations) = if number < first {
        ("LoadBalancer", json!({ "service.kubernetes.io/loadbalance-id": format!("lb-{number:08}") }))
    } else {
        ("ClusterIP", json!({}))
    };
    let mut port = json!({ "name": "http", "port": 80, "protocol": "TCP", "targetPort": 8080 });
    if number < first
        && let Some(port) = port.as_object_mut()
    {
        port.insert("nodePort".to_owned(), (30_000 + number).into());
    }
    json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": name, "namespace": "shop", "annotations": annotations },
        "spec": { "type": kind, "selector": { "app": name }, "ports": [port] },
    })
}

fn endpoint_slice(number: usize) -> Value {
    let name = format!("service-{number:04}");
    let endpoint = |pod: usize| {
        json!({
            "addresses": [format!("172.16.{}.{}", number % 256, 1 + pod)], "conditions": { "ready": true },
            "nodeName": format!("10.0.0.{pod}"),
        })
    };
    json!({
        "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
        "metadata": {
            "name": format!("{name}-1"), "namespace": "shop", "labels": { "kubernetes.io/service-name": name },
        },
        "addressType": "IPv4", "ports": [{ "name": "http", "port": 8080, "protocol": "TCP" }],
        "endpoints": [endpoint(0), endpoint(1)],
    })
}

/// The manifest of a Service with another port.
fn changed(number: usize) -> Value {
    let mut manifest = service(number);
    if let Some(port) = manifest.pointer_mut("/spec/ports/0/port") {
        *port = 8_443.into();
    }
    if let Some(annotations) = manifest.pointer_mut("/metadata/annotations") {
        *annotations = json!({});
    }
    manifest
}
