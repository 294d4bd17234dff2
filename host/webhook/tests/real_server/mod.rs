//! A namespace of the real cluster with one Service, the program as a process, and its registration as the chart writes it.

use super::support::{TemporaryTestFolder, root};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The folder with the server's address, keys and users.
fn cluster() -> PathBuf {
    PathBuf::from(std::env::var_os("CLBPLAN_CLUSTER").expect("`cargo xtask cluster` sets CLBPLAN_CLUSTER"))
}

pub struct Output {
    pub is_success: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Words are separated by single spaces.
pub fn kubectl(words: &str) -> Output {
    kubectl_with(words, &[])
}

pub fn kubectl_with(words: &str, variables: &[(&str, &str)]) -> Output {
    let mut kubectl = Command::new(std::env::var_os("CLBPLAN_KUBECTL").unwrap());
    kubectl.args(words.split(' ')).envs(variables.iter().copied());
    run(kubectl)
}

/// As people type it: with quotes.
pub fn kubectl_in_shell(words: &str) -> Output {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("\"$CLBPLAN_KUBECTL\" {words} \"$@\"")).arg("sh");
    run(shell)
}

fn run(mut kubectl: Command) -> Output {
    kubectl.arg("--kubeconfig").arg(cluster().join("admin.kubeconfig"));
    kubectl.arg("--cache-dir").arg(cluster().join("cache"));
    let output = kubectl.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Output { is_success: output.status.success(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[track_caller]
fn succeed(words: &str) -> Output {
    let output = kubectl(words);
    assert!(output.is_success, "{words}: {}", output.stderr);
    output
}

#[track_caller]
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Creates a Service, and writes into it what the controller writes.
pub fn create_service(namespace: &str, name: &str, load_balancer: &str) {
    succeed(&format!("create service loadbalancer {name} --tcp=80 -n {namespace}"));
    succeed(&format!("annotate service {name} -n {namespace} service.kubernetes.io/loadbalance-id={load_balancer}"));
    let status = "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"119.29.48.17\"}]}}}";
    succeed(&format!("patch service {name} -n {namespace} --subresource=status -p {status}"));
}

/// The running program.
pub struct Webhook {
    namespace: &'static str,
    folder: TemporaryTestFolder,
    reviews: u16,
    process: Child,
}

fn free_ports() -> [u16; 2] {
    let listeners = [TcpListener::bind("127.0.0.1:0").unwrap(), TcpListener::bind("127.0.0.1:0").unwrap()];
    listeners.each_ref().map(|listener| listener.local_addr().unwrap().port())
}

fn is_ready(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let mut answer = String::new();
    let sent = stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    sent.is_ok() && stream.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}

impl Webhook {
    /// A namespace with the Service `web` and its load balancer, which no other test may name, because a shared one is not deleted; and the
    /// program with a policy. Nothing is registered yet.
    pub fn start(namespace: &'static str, load_balancer: &str, policy: &str) -> Webhook {
        succeed(&format!("create namespace {namespace}"));
        create_service(namespace, "web", load_balancer);
        let folder = TemporaryTestFolder::new();
        let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        let key = folder.write("tls.key", &made.signing_key.serialize_pem());
        let certificate = folder.write("tls.crt", &made.cert.pem());
        let policy = folder.write("policy.yaml", policy);
        let [reviews, probes] = free_ports();
        let log = std::fs::File::create(folder.path("log")).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_clbplan-webhook"));
        program.args(["--listen", &format!("127.0.0.1:{reviews}"), "--probe-listen", &format!("127.0.0.1:{probes}")]);
        program.arg("--certificate").arg(certificate).arg("--key").arg(key).arg("--policy").arg(policy);
        program.arg("--facts").arg(root().join("host/examples/public-to-internal/context.json"));
        program.arg("--kubeconfig").arg(cluster().join("admin.kubeconfig"));
        // The machine that runs the tests may be slow.
        let program = program.args(["--time-limit", "2000"]).stdin(Stdio::null()).stdout(log.try_clone().unwrap());
        let process = program.stderr(log).spawn().unwrap();
        let webhook = Webhook { namespace, folder, reviews, process };
        wait_until("the webhook is not ready", || is_ready(probes));
        webhook
    }

    /// Registers it for its namespace as `kustomize/webhook.yaml` does, and returns when the API server asks it.
    pub fn register(&self, denies: bool) {
        self.write_registration(denies);
        // The API server looks at its own copy of the registrations.
        let delete = format!("delete service web -n {} --dry-run=server", self.namespace);
        wait_until("the webhook is not asked", || !kubectl(&delete).stderr.is_empty());
    }

    /// Returns at once: the API server uses it a moment later.
    pub fn write_registration(&self, denies: bool) {
        let text = std::fs::read_to_string(root().join("host/webhook/kustomize/webhook.yaml")).unwrap();
        let objects: Vec<Value> = serde_saphyr::from_multiple(&text).unwrap();
        let is_registration = |object: &Value| object["kind"] == "ValidatingWebhookConfiguration";
        let mut registration = objects.into_iter().find(is_registration).unwrap();
        registration["metadata"] = json!({ "name": self.namespace });
        let certificate = self.folder.path("tls.crt");
        // kubectl writes Base64.
        let secret =
            format!("create secret generic a --from-file=a={} --dry-run=client -o json", certificate.display());
        let secret: Value = serde_json::from_str(&succeed(&secret).stdout).unwrap();
        let mut warn = registration["webhooks"][0].clone();
        warn["namespaceSelector"] = json!({ "matchLabels": { "kubernetes.io/metadata.name": self.namespace } });
        let client = |path: &str| json!({ "url": format!("https://127.0.0.1:{}/{path}", self.reviews), "caBundle": secret["data"]["a"] });
        warn["clientConfig"] = client("warn");
        // The deny webhook is the same with two other members, as in the chart.
        let mut deny = warn.clone();
        deny["name"] = json!("deny.clbplan.io");
        deny["failurePolicy"] = json!("Fail");
        deny["clientConfig"] = client("deny");
        registration["webhooks"] = if denies { json!([warn, deny]) } else { json!([warn]) };
        let file = self.folder.write("registration.json", &registration.to_string());
        succeed(&format!("apply --server-side --force-conflicts -f {}", file.display()));
    }

    /// Ends the program at once, as a crash would.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Webhook {
    fn drop(&mut self) {
        kubectl(&format!("delete validatingwebhookconfiguration {}", self.namespace));
        if std::thread::panicking() {
            let log = std::fs::read_to_string(self.folder.path("log")).unwrap_or_default();
            let _ = writeln!(std::io::stderr(), "log of the webhook:\n{log}");
        }
        // Both fail only if it was killed before.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
