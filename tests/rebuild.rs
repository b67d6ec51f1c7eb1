//! Builds in parts, builds again, and watches.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::harness::{AS_OF, Folder, Run, byelaw, policies};

const PATIENCE: Duration = Duration::from_secs(60);

fn build(from: &Path, out: &Path, more: &[&str]) -> Run {
    let (from, out) = (from.to_str().expect("a path"), out.to_str().expect("a path"));
    byelaw(&[&["build", from, "--draft", "--to", "md,html", "--as-of", AS_OF, "--quiet", "--out", out], more].concat())
}

/// Every document below a folder, with its bytes.
fn documents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let inner = documents(&path).into_iter();
            found.extend(inner.map(|(name, bytes)| (Path::new(path.file_name().expect("a name")).join(name), bytes)));
        } else if !path.file_name().expect("a name").to_string_lossy().starts_with('.') {
            found.push((PathBuf::from(path.file_name().expect("a name")), fs::read(&path).expect("a file")));
        }
    }
    found.sort();
    found
}

#[test]
fn all_parts_together_are_the_set() {
    let small = Folder::with(&[("a.byelaw", SCHOOL)]);
    for school in [&policies("wyndle"), &policies("oakfield"), small.path()] {
        let (whole, parts) = (Folder::empty(), Folder::empty());
        build(school, &whole.path().join("out"), &[]);
        let all = documents(&whole.path().join("out"));
        // A small school is also built file by file, with parts that stay empty.
        let alone = (school == small.path()).then_some(all.len() + 3);
        for of in [1, 2, 7].into_iter().chain(alone) {
            let mut union = Vec::new();
            for nth in 1..=of {
                let out = parts.path().join(format!("{of}-{nth}"));
                assert_eq!(build(school, &out, &["--shard", &format!("{nth}/{of}")]).code, 0);
                let part = documents(&out);
                assert!(part.len() <= all.len().div_ceil(of), "part {nth} of {of} has {} files", part.len());
                union.extend(part);
            }
            union.sort();
            assert!(union == all, "{of} parts of {} are not the set", school.display());
        }
    }
    for wrong in ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"] {
        assert_eq!(byelaw(&["build", "policies/oakfield", "--shard", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn a_document_that_rests_on_the_same_is_not_made_again() {
    let (school, out) = (Folder::empty(), Folder::empty());
    for (name, bytes) in documents(&policies("oakfield")) {
        school.write(name.to_str().expect("a name"), bytes);
    }
    let out = out.path().join("out");
    let first = build(school.path(), &out, &[]);
    let times = || {
        let all = documents(&out).into_iter();
        all.map(|(name, _)| (fs::metadata(out.join(&name)).and_then(|it| it.modified()).expect("a time"), name))
            .collect::<Vec<_>>()
    };
    let before = times();
    let second = build(school.path(), &out, &[]);
    assert_eq!(first.out, second.out);
    assert_eq!(before, times());
    let text = fs::read_to_string(school.path().join("staff.byelaw")).expect("a source");
    let changed = text.replacen("must", "should", 1);
    assert_ne!(text, changed);
    school.write("staff.byelaw", changed);
    build(school.path(), &out, &[]);
    let touched = times().iter().zip(&before).filter(|(now, then)| now != then).count();
    assert!(touched > 0 && touched < before.len(), "{touched} of {}", before.len());
    let fresh = Folder::empty();
    build(school.path(), &fresh.path().join("out"), &[]);
    assert!(documents(&out) == documents(&fresh.path().join("out")));
}

#[test]
fn a_document_that_was_changed_or_taken_away_is_seen() {
    let out = Folder::empty();
    let out = out.path().join("out");
    build(&policies("oakfield"), &out, &[]);
    let all = documents(&out);
    let (name, bytes) = &all[0];
    fs::remove_file(out.join(name)).expect("a file to take away");
    assert_eq!(build(&policies("oakfield"), &out, &[]).code, 0);
    assert!(fs::read(out.join(name)).expect("a file") == *bytes);
    fs::write(out.join(name), "mine").expect("a file");
    let refused = build(&policies("oakfield"), &out, &[]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("is not as an earlier build left it"), "{}", refused.err);
    assert_eq!(fs::read(out.join(name)).expect("a file"), b"mine");
}

/// A command that goes on, and is ended with the test.
struct Watch {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Watch {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byelaw"));
        command.args(arguments).env("BYELAW_CACHE", "").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        let (told, lines) = mpsc::channel();
        let (out, err) = (child.stdout.take().expect("output"), child.stderr.take().expect("output"));
        let also = told.clone();
        std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|it| told.send(it)));
        std::thread::spawn(move || BufReader::new(err).lines().map_while(Result::ok).try_for_each(|it| also.send(it)));
        Self { child, lines }
    }

    /// Waits until a line tells this.
    fn tells(&self, wanted: &str) {
        let since = Instant::now();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE.saturating_sub(since.elapsed())) {
            if line.contains(wanted) {
                return;
            }
        }
        panic!("nothing told `{wanted}`");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

const SCHOOL: &str =
    "school lone \"Lone School\" {\n  phase primary\n}\nrole head \"Headteacher\" {\n  a: must \"see the log\"\n}\n";

#[test]
fn a_watch_tells_of_every_change() {
    let folder = Folder::with(&[("a.byelaw", SCHOOL)]);
    let watch = Watch::start(&[
        "check",
        folder.path().to_str().expect("a path"),
        "--format",
        "short",
        "--as-of",
        AS_OF,
        "--watch",
    ]);
    watch.tells("waiting for a change");
    folder.write("a.byelaw", SCHOOL.replace("the log", "the the log"));
    // Nothing is said of how lines of the two outputs come together, and a change is seen whenever it is made.
    watch.tells("typo");
    folder.write("b.byelaw", "this is nothing\n");
    watch.tells("b.byelaw:1");
    // A folder that cannot be read for a while does not end the watch.
    fs::remove_file(folder.path().join("b.byelaw")).expect("a file to take away");
    fs::remove_file(folder.path().join("a.byelaw")).expect("a file to take away");
    watch.tells("holds no `.byelaw` file");
    watch.tells("waiting for a change");
    folder.write("a.byelaw", SCHOOL.replace("the log", "a a log"));
    watch.tells("typo");
}

#[test]
fn a_watched_build_makes_what_has_changed() {
    let policy = "policy p \"A policy\" for everyone {\n  owner head\n  a: head must \"keep bees\"\n}\n";
    let (folder, out) = (Folder::with(&[("a.byelaw", SCHOOL), ("b.byelaw", policy)]), Folder::empty());
    let page = out.path().join("p.md");
    let paths = [folder.path().to_str().expect("a path"), out.path().to_str().expect("a path")];
    let watch =
        Watch::start(&["build", paths[0], "--out", paths[1], "--draft", "--to", "md", "--as-of", AS_OF, "--watch"]);
    watch.tells("waiting for a change");
    assert!(fs::read_to_string(&page).expect("a page").contains("keep bees"));
    folder.write("b.byelaw", policy.replace("bees", "hens"));
    watch.tells("waiting for a change");
    assert!(fs::read_to_string(&page).expect("a page").contains("keep hens"));
}
