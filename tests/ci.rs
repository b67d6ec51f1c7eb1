//! The files for continuous integration that the book hands out: they are what its page shows, and every command in them is run.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::harness::{AS_OF, Folder, policies};

const FILES: [&str; 4] = ["github-check.yml", "github-weekly.yml", "gitlab.yml", "pre-commit.yaml"];
const INSTALL: &str = "cargo install --locked byelaw --no-default-features";

fn guide(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/guide").join(name);
    fs::read_to_string(path).expect("a file of the book")
}

fn yaml(name: &str) -> Value {
    serde_yaml::from_str(&guide(&format!("ci/{name}"))).expect("YAML")
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The values under a key, wherever in a tree it stands.
fn under(tree: &Value, key: &str) -> Vec<Value> {
    match tree {
        Value::Mapping(pairs) => pairs
            .iter()
            .flat_map(|(name, value)| if name == key { vec![value.clone()] } else { under(value, key) })
            .collect(),
        Value::Sequence(items) => items.iter().flat_map(|item| under(item, key)).collect(),
        _ => Vec::new(),
    }
}

/// The shell lines of a file, in order: steps, scripts and hooks.
fn lines(name: &str) -> Vec<String> {
    let tree = yaml(name);
    let listed = |key| under(&tree, key).into_iter().filter_map(|it| it.as_sequence().cloned()).flatten();
    let plain = |key| under(&tree, key).into_iter();
    listed("before_script")
        .chain(listed("script"))
        .chain(plain("run"))
        .chain(plain("entry"))
        .filter_map(|it| text(&it))
        .collect()
}

/// The lines that call the product.
fn calls(name: &str) -> Vec<String> {
    lines(name).into_iter().filter(|line| line != INSTALL).collect()
}

/// A school's folder on a runner of its own, where it is some day.
struct Runner {
    school: Folder,
    bin: Folder,
}

/// What a line left behind: its code, and everything printed or put into the summary.
struct Left {
    code: i32,
    said: String,
}

impl Runner {
    fn new(school: &str, day: &str) -> Self {
        let folder = Folder::empty();
        for entry in fs::read_dir(policies(school)).expect("a school") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                folder.write(&path.file_name().expect("a name").to_string_lossy(), fs::read(&path).expect("a file"));
            }
        }
        let bin = Folder::empty();
        bin.write("byelaw", format!("#!/bin/sh\nexec '{}' \"$@\" --as-of {day}\n", env!("CARGO_BIN_EXE_byelaw")));
        let made = Command::new("chmod").arg("+x").arg(bin.path().join("byelaw")).status().expect("chmod");
        assert!(made.success());
        Self { school: folder, bin }
    }

    fn run(&self, line: &str) -> Left {
        let summary = self.bin.path().join("summary");
        let path = format!("{}:{}", self.bin.path().display(), std::env::var("PATH").expect("a path"));
        let run = Command::new("bash")
            .args(["-e", "-o", "pipefail", "-c", line])
            .current_dir(self.school.path())
            .env("PATH", path)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .output()
            .expect("bash");
        let mut said = String::from_utf8(run.stdout).expect("text") + &String::from_utf8(run.stderr).expect("text");
        said.push_str(&fs::read_to_string(&summary).unwrap_or_default());
        fs::remove_file(summary).ok();
        Left { code: run.status.code().expect("a code"), said }
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.school.path().join(name)).expect("a report")
    }
}

#[test]
fn the_page_shows_the_files() {
    let page = guide("continuous-integration.md");
    for name in FILES {
        assert!(page.contains(&format!("```yaml\n{}```\n", guide(&format!("ci/{name}")))), "{name} is not on the page");
    }
    assert_eq!(page.matches("```yaml\n").count(), FILES.len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/guide/ci");
    assert_eq!(fs::read_dir(folder).expect("the folder").count(), FILES.len(), "a file that no test knows");
}

#[test]
fn every_call_is_found_and_each_service_installs_the_command() {
    for name in FILES {
        let text = guide(&format!("ci/{name}"));
        let commands = text.lines().filter(|line| !line.contains("name:") && !line.starts_with('#'));
        let written = commands.filter(|line| line.contains(" byelaw ") && !line.contains(INSTALL)).count();
        let calls = calls(name);
        assert_eq!(calls.len(), written, "{name}: {calls:?}");
        assert!(calls.iter().all(|line| line.starts_with("byelaw ")), "{name}: {calls:?}");
        let installs = lines(name).iter().filter(|line| *line == INSTALL).count();
        assert_eq!(installs, usize::from(name != "pre-commit.yaml"), "{name}");
    }
    for name in ["github-check.yml", "github-weekly.yml"] {
        let steps = under(&yaml(name), "steps");
        let install = steps[0].as_sequence().into_iter().flatten().find(|it| it["name"] == "install byelaw");
        assert_eq!(install.and_then(|it| text(&it["run"])).as_deref(), Some(INSTALL));
    }
}

#[test]
fn a_sound_school_passes_every_check() {
    let runner = Runner::new("oakfield", AS_OF);
    for line in FILES.into_iter().flat_map(calls) {
        let left = runner.run(&line);
        assert_eq!(left.code, 0, "{line}: {}", left.said);
    }
    let log: serde_json::Value = serde_json::from_str(&runner.file("byelaw.sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(roxmltree::Document::parse(&runner.file("byelaw.xml")).is_ok());
}

#[test]
fn a_review_that_falls_due_fails_the_weekly_run_and_no_change() {
    let runner = Runner::new("oakfield", "2027-09-01");
    let weekly = |line: &String| !line.contains("--clock report") && !line.starts_with("byelaw fmt");
    let (mut due, mut changes) = (0, 0);
    for line in FILES.into_iter().flat_map(calls) {
        let left = runner.run(&line);
        assert_eq!(left.code, i32::from(weekly(&line)), "{line}: {}", left.said);
        due += usize::from(weekly(&line));
        changes += usize::from(!weekly(&line));
    }
    assert!(due >= 2 && changes >= 6, "{due} {changes}");
}

#[test]
fn the_weekly_run_says_who_acts() {
    let runner = Runner::new("gorsemoor", AS_OF);
    for name in FILES {
        let left: Vec<Left> = calls(name).iter().map(|line| runner.run(line)).collect();
        assert!(left.iter().all(|it| it.code < 2), "{name}");
        assert!(left.iter().any(|it| it.code == 1), "{name}");
    }
    let left: Vec<Left> = calls("github-weekly.yml").iter().map(|line| runner.run(line)).collect();
    assert!(left.iter().all(|it| it.code == 1 && it.said.contains("ICT co-ordinator")));
}
