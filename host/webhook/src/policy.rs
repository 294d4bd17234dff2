//! The guard rails: a file of rules, in YAML or JSON, that is read again when it changes.
//!
//! A file that is no policy changes nothing: the rules that held before stay, and the failure is logged and counted.

use crate::reloaded_file::{FileError, ReloadedFiles};
use clbplan_host::types::Policy;
use clbplan_host::{Function, HostError, Module};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Rules that the module has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledPolicy {
    /// The member `policy` of a request, as JSON.
    pub json: String,
    /// A rule denies.
    pub denies: bool,
}

/// Why a policy is not used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is neither YAML nor JSON.
    #[error("no YAML: {0}")]
    Yaml(String),
    /// It is not a policy: a misspelt member, an unknown guard.
    #[error("{0}")]
    Rules(String),
    /// The module failed.
    #[error("{0}")]
    Module(#[from] HostError),
}

/// What a look at the file led to.
#[derive(Debug)]
pub enum PolicyReload {
    /// The file is as before.
    Unchanged,
    /// Its rules are used from now on.
    Used(usize),
    /// It cannot be used; the rules that held before stay.
    Failed(PolicyError),
}

/// The policy in use, and its file.
#[derive(Debug, Default)]
pub struct PolicyFile {
    file: Option<Mutex<ReloadedFiles<1>>>,
    current: RwLock<Option<Arc<CompiledPolicy>>>,
}

impl PolicyFile {
    /// No file means no rules. Nothing is read yet.
    pub fn new(path: Option<PathBuf>) -> PolicyFile {
        PolicyFile { file: path.map(|path| Mutex::new(ReloadedFiles::new([path]))), current: RwLock::default() }
    }

    /// The policy in use.
    pub fn current(&self) -> Option<Arc<CompiledPolicy>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the file if it has changed. The module decides whether it is a policy.
    pub fn reload(&self, module: &Module) -> PolicyReload {
        let Some(file) = &self.file else { return PolicyReload::Unchanged };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let compiled = match file.changed() {
            Ok(None) => return PolicyReload::Unchanged,
            Ok(Some([text])) => compile(&String::from_utf8_lossy(text), module),
            Err(error) => Err(error.into()),
        };
        match compiled {
            Ok((policy, rules)) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(policy));
                PolicyReload::Used(rules)
            }
            Err(error) => PolicyReload::Failed(error),
        }
    }
}

/// The policy, and its number of rules.
fn compile(text: &str, module: &Module) -> Result<(CompiledPolicy, usize), PolicyError> {
    let value: serde_json::Value =
        serde_saphyr::from_str(text).map_err(|error| PolicyError::Yaml(one_line(&error.to_string())))?;
    // The module's decoder is the judge: it rejects misspelt members, which the types pass over.
    let json = value.to_string();
    let answer = module.call(Function::PlanSync, &format!(r#"{{"policy":{json}}}"#))?;
    let answer: serde_json::Value =
        serde_json::from_str(&answer).map_err(|error| PolicyError::Rules(error.to_string()))?;
    if let Some(error) = answer.get("error") {
        let message = error.get("message").and_then(serde_json::Value::as_str).unwrap_or_default();
        return Err(PolicyError::Rules(message.to_owned()));
    }
    let policy: Policy = serde_json::from_value(value).map_err(|error| PolicyError::Rules(error.to_string()))?;
    let denies = policy.rules.iter().any(|rule| rule.deny.as_ref().is_some_and(|guards| !guards.is_empty()));
    Ok((CompiledPolicy { json, denies }, policy.rules.len()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
