//! Gives the program a name for what it was built from, so that results kept by one build are never told by another.

#![allow(clippy::print_stdout, reason = "it is how a build script speaks to Cargo")]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

const MADE_OF: [&str; 6] = ["src", "grammar", "templates", "book/lints", "policies", "Cargo.lock"];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for name in MADE_OF {
        println!("cargo::rerun-if-changed={name}");
        take(&root.join(name), &mut hasher);
    }
    env::var_os("CARGO_FEATURE_PDF").is_some().hash(&mut hasher);
    env::var("CARGO_PKG_VERSION").unwrap_or_default().hash(&mut hasher);
    println!("cargo::rustc-env=BYELAW_BUILD={:016x}", hasher.finish());
}

fn take(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        fs::read(path).unwrap_or_default().hash(hasher);
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        path.file_name().hash(hasher);
        take(&path, hasher);
    }
}
