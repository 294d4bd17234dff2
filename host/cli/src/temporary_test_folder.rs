//! A temporary directory of one test, removed after it.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

pub struct TemporaryTestFolder(PathBuf);

impl TemporaryTestFolder {
    pub fn new(name: &str) -> TemporaryTestFolder {
        let root = env::temp_dir().join(format!("clbplan-cli-{}-{name}", process::id()));
        fs::create_dir_all(&root).unwrap();
        TemporaryTestFolder(root)
    }

    pub fn root(&self) -> PathBuf {
        self.0.clone()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The text with paths relative to this directory.
    pub fn short(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.0.display()), "").replace(&self.0.display().to_string(), "")
    }
}

impl Drop for TemporaryTestFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
