//! Starts and stops etcd and kube-apiserver, on free ports of this machine and with new data.

use super::compile_programs::ClusterBinaries;
use super::credentials;
use crate::run_command::{command, stdout_of, target_dir};
use anyhow::{Context, bail, ensure};
use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to start. On an idle machine it is three seconds.
const START: Duration = Duration::from_secs(120);

/// A running cluster; dropping it stops it.
pub struct Cluster {
    folder: PathBuf,
    api_server: Server,
    etcd: Server,
}

impl Cluster {
    /// Starts both servers in a new folder, and returns when the API server is ready.
    pub fn start(programs: &ClusterBinaries) -> anyhow::Result<Cluster> {
        let begin = Instant::now();
        let folder = target_dir().join(format!("cluster/run-{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let [clients, peers, secure] = free_ports()?;
        let mut etcd = Server::start("etcd", &folder, &mut etcd(programs, &folder, clients, peers))?;
        etcd.wait_until(|| TcpStream::connect(("127.0.0.1", clients)).is_ok())?;
        let mut api_server =
            Server::start("kube-apiserver", &folder, &mut api_server(programs, &folder, clients, secure)?)?;
        let server = format!("https://127.0.0.1:{secure}");
        let authority = folder.join("certificates/apiserver.crt");
        fs::write(folder.join("server"), &server)?;
        fs::write(folder.join("admin.kubeconfig"), credentials::kubeconfig(&server, &authority))?;
        let cluster_is = |path: &str| answers(programs, &folder, path);
        // The server makes the object of its addresses a moment after it is ready.
        api_server
            .wait_until(|| cluster_is("/readyz") && cluster_is("/apis/networking.k8s.io/v1/servicecidrs/kubernetes"))?;
        eprintln!("etcd and kube-apiserver run at {server} since {:.1} s", begin.elapsed().as_secs_f64());
        Ok(Cluster { folder, api_server, etcd })
    }

    /// The folder with the files that tests read: `server`, `admin.kubeconfig`, keys and certificates.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn kubeconfig(&self) -> PathBuf {
        self.folder.join("admin.kubeconfig")
    }

    /// Stops both servers. Returns false if one had ended by itself; then its log says why.
    pub fn stop(&mut self) -> bool {
        let api_server = self.api_server.stop();
        self.etcd.stop() && api_server
    }

    /// Removes what the servers wrote. After a failure it stays, with their logs.
    pub fn remove(self) -> anyhow::Result<()> {
        fs::remove_dir_all(&self.folder).with_context(|| format!("cannot remove {}", self.folder.display()))
    }
}

/// Not written to the disk before an answer: the data are of this run alone.
fn etcd(programs: &ClusterBinaries, folder: &Path, clients: u16, peers: u16) -> Command {
    let (clients, peers) = (format!("http://127.0.0.1:{clients}"), format!("http://127.0.0.1:{peers}"));
    let mut etcd = command(&programs.etcd);
    etcd.args(["--unsafe-no-fsync", "--log-level", "warn", "--name", "default"]);
    etcd.arg("--data-dir").arg(folder.join("data"));
    etcd.args(["--listen-client-urls", &clients, "--advertise-client-urls", &clients]);
    etcd.args(["--listen-peer-urls", &peers, "--initial-advertise-peer-urls", &peers]);
    etcd.args(["--initial-cluster", &format!("default={peers}")]);
    etcd
}

/// Both address families, and users whose permissions are checked.
fn api_server(programs: &ClusterBinaries, folder: &Path, etcd: u16, secure: u16) -> anyhow::Result<Command> {
    let credentials = credentials::write(folder)?;
    let mut server = command(&programs.api_server);
    server.args(["--etcd-servers", &format!("http://127.0.0.1:{etcd}")]);
    server.args(["--bind-address", "127.0.0.1", "--secure-port", &secure.to_string()]);
    server.arg("--cert-dir").arg(folder.join("certificates"));
    server.args(["--service-cluster-ip-range", "10.96.0.0/16,fd00:10:96::/112"]);
    server.args(["--authorization-mode", "RBAC", "--endpoint-reconciler-type", "none"]);
    // No controller makes the account of a namespace, without which no Pod could be created.
    server.args(["--disable-admission-plugins", "ServiceAccount"]);
    server.arg("--token-auth-file").arg(credentials.tokens);
    server.arg("--client-ca-file").arg(credentials.client_authority);
    server.args(["--service-account-issuer", "https://kubernetes.default.svc"]);
    server.arg("--service-account-signing-key-file").arg(credentials.service_account_key);
    server.arg("--service-account-key-file").arg(credentials.service_account_public_key);
    Ok(server)
}

/// Whether the server answers a path with 200.
fn answers(programs: &ClusterBinaries, folder: &Path, path: &str) -> bool {
    let mut kubectl = command(&programs.kubectl);
    kubectl.arg("--kubeconfig").arg(folder.join("admin.kubeconfig"));
    kubectl.arg("--cache-dir").arg(folder.join("cache"));
    stdout_of(kubectl.args(["get", "--request-timeout", "5s", "--raw", path])).is_some()
}

/// Ports that are free now. Another program could take one before a server does; then that server ends, and its log says so.
fn free_ports() -> anyhow::Result<[u16; 3]> {
    let listen = || TcpListener::bind(("127.0.0.1", 0));
    // All at once, so that they are different.
    let listeners = [listen()?, listen()?, listen()?];
    let [first, second, third] = listeners.each_ref().map(TcpListener::local_addr);
    Ok([first?.port(), second?.port(), third?.port()])
}

/// A program that is stopped when this is dropped.
struct Server {
    name: &'static str,
    log: PathBuf,
    process: Child,
}

impl Server {
    fn start(name: &'static str, folder: &Path, command: &mut Command) -> anyhow::Result<Server> {
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log)?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let process = command.spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Server { name, log, process })
    }

    fn wait_until(&mut self, is_ready: impl Fn() -> bool) -> anyhow::Result<()> {
        let begin = Instant::now();
        while !is_ready() {
            if let Some(status) = self.process.try_wait()? {
                bail!("{} ended ({status}); see {}", self.name, self.log.display());
            }
            ensure!(begin.elapsed() < START, "{} is not ready after {START:?}; see {}", self.name, self.log.display());
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// At once: nobody needs the data. Returns false if it had ended before.
    fn stop(&mut self) -> bool {
        let was_running = matches!(self.process.try_wait(), Ok(None));
        if was_running {
            // Both fail only if it has just ended.
            self.process.kill().ok();
            self.process.wait().ok();
        } else {
            eprintln!("{} ended by itself; see {}", self.name, self.log.display());
        }
        was_running
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            self.stop();
        }
    }
}
