//! Files that are made from the tables and the types, and kept: each is compared with what would be made now.
//!
//! `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date` writes them. A file in their folders that nothing makes is an
//! error.

#![cfg(feature = "schema")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "generators/annotation_schema.rs"]
mod annotation_schema;
#[path = "generators/go_types.rs"]
mod go_types;
#[path = "generators/java_codec.rs"]
mod java_codec;
#[path = "generators/java_types.rs"]
mod java_types;
#[path = "generators/python_types.rs"]
mod python_types;
#[path = "generators/reference_pages.rs"]
mod reference_pages;
#[path = "generators/rust_types.rs"]
mod rust_types;
#[path = "generators/schemas.rs"]
mod schemas;
#[path = "generators/types_read_from_schemas.rs"]
mod types_read_from_schemas;
#[path = "generators/typescript.rs"]
mod typescript;

mod harness;

use clbplan::diagnostic::render::Locale;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Compares one file.
#[track_caller]
fn compare(path: &str, made: &str) {
    let file = root().join(path);
    if updating() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, made).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = kept.lines().zip(made.lines()).position(|(kept, made)| kept != made);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(made.lines().count())) + 1;
    assert!(
        kept == made,
        "{path}:{line} is not what would be made now; UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date writes it"
    );
}

/// Compares a folder with the files that belong into it.
#[track_caller]
fn compare_folder(folder: &str, files: BTreeMap<String, String>) {
    for (name, made) in &files {
        compare(&format!("{folder}/{name}"), made);
    }
    let there = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let left: Vec<PathBuf> =
        there.filter(|path| !files.contains_key(path.file_name().unwrap().to_str().unwrap())).collect();
    if updating() {
        left.iter().for_each(|path| std::fs::remove_file(path).unwrap());
    } else {
        assert!(left.is_empty(), "nothing makes {left:?}");
    }
}

#[test]
fn json_schemas_are_up_to_date() {
    let mut files: BTreeMap<String, String> =
        schemas::all().into_iter().map(|(name, schema)| (format!("{name}.json"), schemas::print(&schema))).collect();
    files.insert("service-annotations.json".to_owned(), schemas::print(&annotation_schema::schema()));
    compare_folder("pkg/schemas", files);
}

#[test]
fn typescript_declarations_are_up_to_date() {
    compare("pkg/clbplan.d.ts", &typescript::declarations(&schemas::all()));
}

#[test]
fn types_of_the_hosts_are_up_to_date() {
    let types = types_read_from_schemas::types(&schemas::all());
    compare("host/python/src/clbplan/types.py", &python_types::declarations(&types));
    compare("host/go/types.go", &go_types::file(&types));
    compare("host/rust/src/types.rs", &rust_types::declarations(&types));
    compare("host/java/src/main/java/clbplan/internal/Codec.java", &java_codec::codec(&types));
    compare_folder("host/java/src/main/java/clbplan/types", java_types::files(&types));
}

#[test]
fn reference_pages_are_up_to_date() {
    let mut files = BTreeMap::new();
    for (locale, ending) in [(Locale::En, "md"), (Locale::ZhCn, "zh-CN.md")] {
        files.insert(format!("annotations.{ending}"), reference_pages::annotations(locale));
        files.insert(format!("fields.{ending}"), reference_pages::fields(locale));
        files.insert(format!("codes.{ending}"), reference_pages::codes(locale));
        files.insert(format!("reasons.{ending}"), reference_pages::reasons(locale));
    }
    compare_folder("web/reference", files);
}
