//! Compiles etcd, kube-apiserver and kubectl, if this was not done before.

use crate::run_command::{command, root, run, target_dir};
use crate::{go_version, input_hash};
use anyhow::Context;
use std::fs;
use std::path::PathBuf;

/// The module without a Go file that names the three programs and their versions.
const MODULE: &str = "tests/kubernetes/cluster_programs";

/// The first Go with the directive `tool` in go.mod.
const OLDEST_GO: u32 = 24;

/// The programs of a cluster.
pub struct ClusterBinaries {
    pub etcd: PathBuf,
    pub api_server: PathBuf,
    pub kubectl: PathBuf,
}

/// Compiles the programs into `target/cluster/`, or finds those that were compiled of the same module with the same Go. The inner
/// error is the reason why they cannot be compiled here.
pub fn build() -> anyhow::Result<Result<ClusterBinaries, String>> {
    if go_version::minor_version_in(MODULE).is_none_or(|minor| minor < OLDEST_GO) {
        let found =
            go_version::installed().map_or_else(|| "there is none".to_owned(), |version| format!("this is {version}"));
        return Ok(Err(format!(
            "`cargo xtask cluster` compiles etcd and kube-apiserver with Go 1.{OLDEST_GO} or newer; {found}"
        )));
    }
    let folder = target_dir().join("cluster/bin");
    let program = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let programs =
        ClusterBinaries { etcd: program("etcd"), api_server: program("kube-apiserver"), kubectl: program("kubectl") };
    let files = ["go.mod", "go.sum"].map(|file| format!("{MODULE}/{file}"));
    let hash =
        input_hash::hash_paths(&files.each_ref().map(String::as_str), &go_version::installed().unwrap_or_default())?;
    let stamp = folder.join(".stamp");
    let outputs = [programs.etcd.clone(), programs.api_server.clone(), programs.kubectl.clone()];
    if !input_hash::is_current(&stamp, &hash, &outputs) {
        fs::create_dir_all(&folder)?;
        compile(&folder)?;
        // etcd's package is called `server`.
        fs::rename(program("server"), &programs.etcd)?;
        input_hash::write(&stamp, &hash)?;
    }
    Ok(Ok(programs))
}

/// Without C, which would make the programs depend on this machine's libraries, and with the version that the server shows.
fn compile(folder: &std::path::Path) -> anyhow::Result<()> {
    let manifest = fs::read_to_string(root().join(MODULE).join("go.mod"))?;
    let version = kubernetes_version(&manifest).context("go.mod requires no k8s.io/kubernetes")?;
    let mut numbers = version.trim_start_matches('v').split('.');
    let (major, minor) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    let package = "k8s.io/component-base/version";
    let flags =
        format!("-s -w -X {package}.gitVersion={version} -X {package}.gitMajor={major} -X {package}.gitMinor={minor}");
    eprintln!("compiling etcd, kube-apiserver and kubectl, once: some ten minutes of processor time");
    let mut go = command("go");
    go.current_dir(root().join(MODULE)).env("CGO_ENABLED", "0");
    // With the separator at the end, because it is a folder.
    go.args(["build", "-trimpath", "-ldflags", &flags, "-o"]).arg(folder.join("")).arg("tool");
    run(&mut go)
}

/// `v1.34.1` of the requirement in go.mod.
fn kubernetes_version(manifest: &str) -> Option<&str> {
    manifest.lines().find_map(|line| line.trim().strip_prefix("k8s.io/kubernetes "))?.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::{MODULE, kubernetes_version};
    use crate::run_command::root;

    #[test]
    fn the_module_names_a_version_of_kubernetes() {
        let manifest = std::fs::read_to_string(root().join(MODULE).join("go.mod")).expect("go.mod can be read");
        let version = kubernetes_version(&manifest).unwrap_or_default();
        assert!(version.starts_with("v1."), "{version}");
        assert_eq!(kubernetes_version("require (\n\tk8s.io/kubernetes v1.34.1 // indirect\n)"), Some("v1.34.1"));
    }
}
