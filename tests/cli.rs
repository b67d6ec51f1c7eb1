//! The command from outside: exit codes, and nothing lost.

use std::fs;
use std::path::Path;

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw};

fn code(folder: &Folder) -> (i32, String) {
    let run = byelaw(&["check", folder.path().to_str().expect("a path"), "--as-of", AS_OF]);
    (run.code, format!("{}{}", run.out, run.err))
}

#[test]
fn nothing_to_check_is_a_job_not_done() {
    let (code, said) = code(&Folder::empty());
    assert_eq!(code, 2);
    assert!(said.contains("holds no `.byelaw` file"), "{said}");
    let missing = byelaw(&["check", "/no/such/folder"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("cannot be opened"), "{}", missing.err);
}

#[test]
fn an_unclosed_brace_is_a_finding() {
    let (code, said) =
        code(&Folder::with(&[("a.byelaw", &format!("{SCHOOL}role head \"Headteacher\" {{\n  a: must \"b\"\n"))]));
    assert_eq!(code, 1);
    assert!(said.contains("never closed"), "{said}");
}

#[test]
fn a_holder_who_is_not_among_the_people_is_a_finding() {
    let people = "people:\n  ruth-okell: { name: Ruth Okell }\nposts:\n  head: [ { holder: ruth-okel } ]\n";
    let (code, said) =
        code(&Folder::with(&[("a.byelaw", &format!("{SCHOOL}role head \"Headteacher\"\n")), ("people.yaml", people)]));
    assert_eq!(code, 1);
    assert!(said.contains("nobody is called `ruth-okel`") && said.contains("did you mean `ruth-okell`?"), "{said}");
    assert!(said.contains("people.yaml:4"), "{said}");
}

#[test]
fn wrong_arguments_are_a_job_not_done() {
    assert_eq!(byelaw(&["check", "policies/gorsemoor", "--as-of", "22/11/2026"]).code, 2);
    assert_eq!(byelaw(&["explain", "no-such-lint"]).code, 2);
    assert_eq!(byelaw(&["frobnicate"]).code, 2);
}

#[test]
fn explain_prints_the_page() {
    let run = byelaw(&["explain", "review-overdue"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("# review-overdue"), "{}", run.out);
}

#[test]
fn lints_are_listed_for_people_and_programs() {
    let run = byelaw(&["lints", "--format", "json"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(all.len(), byelaw::lint::LINTS.len());
    assert!(byelaw(&["lints"]).out.contains("review-overdue"));
}

#[test]
fn errors_stop_a_build_that_is_no_draft() {
    let out = Folder::empty();
    let path = out.path().join("new");
    let run = byelaw(&[
        "build",
        "policies/gorsemoor",
        "--to",
        "md",
        "--as-of",
        AS_OF,
        "--out",
        path.to_str().expect("a path"),
    ]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("build with `--draft`"), "{}", run.err);
    assert!(!path.exists());
}

#[test]
fn a_draft_is_built_twice_alike_and_overwrites_nothing_of_others() {
    let out = Folder::empty();
    let path = out.path().to_str().expect("a path");
    let build = || {
        byelaw(&[
            "build",
            "policies/gorsemoor",
            "--draft",
            "--to",
            "md,html",
            "--as-of",
            AS_OF,
            "--quiet",
            "--out",
            path,
        ])
    };
    assert_eq!(build().code, 0);
    // Seven documents in two formats each, the index, and the folder of the sheets.
    assert_eq!(out.names().len(), 16, "{:?}", out.names());
    let files = out.names().into_iter().filter(|name| name != "sheets").collect::<Vec<_>>();
    let read = || files.iter().map(|name| fs::read(out.path().join(name)).expect("a file")).collect::<Vec<_>>();
    let first = read();
    assert_eq!(build().code, 0);
    assert!(first == read(), "the second build differs");
    out.write("online-policy.md", "notes of my own");
    let refused = build();
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("not overwritten"), "{}", refused.err);
    assert_eq!(fs::read(out.path().join("online-policy.md")).expect("the file"), b"notes of my own");
}

#[test]
fn fmt_checks_lays_out_and_leaves_broken_files_alone() {
    let folder = Folder::with(&[(
        "a.byelaw",
        "school oakfield   \"Oakfield\" # ours\n\n\n\nrole head \"Head\" {\na: must \"b\"\nlonger: must \"c\" # d\n}\n",
    )]);
    let path = folder.path().to_str().expect("a path").to_owned();
    assert_eq!(byelaw(&["fmt", "--check", &path]).code, 1);
    assert_eq!(byelaw(&["fmt", &path]).code, 0);
    assert_eq!(byelaw(&["fmt", "--check", &path]).code, 0);
    let text = fs::read_to_string(folder.path().join("a.byelaw")).expect("the file");
    assert_eq!(
        text,
        "school oakfield \"Oakfield\"  # ours\n\nrole head \"Head\" {\n  a:      must \"b\"\n  longer: must \"c\"  # d\n}\n"
    );
    folder.write("a.byelaw", "role head {\n");
    assert_eq!(byelaw(&["fmt", &path]).code, 1);
    assert_eq!(fs::read(folder.path().join("a.byelaw")).expect("the file"), b"role head {\n");
}

#[test]
fn export_refuses_what_does_not_resolve() {
    let folder = Folder::with(&[("a.byelaw", &format!("{SCHOOL}rules r \"R\" {{\n  a: nobody must \"b\"\n}}\n"))]);
    let run = byelaw(&["export", folder.path().to_str().expect("a path")]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    let yaml = byelaw(&["export", "policies/gorsemoor", "--format", "yaml"]);
    assert_eq!(yaml.code, 0);
    assert!(yaml.out.starts_with("schema: 1"), "{}", &yaml.out[..80]);
}

/// Each kind of starter, and the model that it is made from.
const KINDS: [(&str, &str); 3] = [("primary", "oakfield"), ("secondary", "thornmere"), ("trust", "wyndle")];

#[test]
fn a_starter_checks_clean_in_any_year_and_overwrites_nothing() {
    for (kind, _) in KINDS {
        for day in ["2019-01-01", "2024-02-29", "2026-06-15", "2026-11-22", "2027-04-20", "2027-06-14", "2031-09-01"] {
            let folder = Folder::empty();
            let path = folder.path().join("new");
            let dir = path.to_str().expect("a path");
            let written = byelaw(&["init", dir, "--kind", kind, "--as-of", day]);
            assert_eq!(written.code, 0, "{}", written.err);
            let checked = byelaw(&["check", dir, "--as-of", day, "--fail-on", "warning", "--format", "short"]);
            assert_eq!(checked.code, 0, "{kind} on {day}: {}", checked.out);
            assert_eq!(byelaw(&["fmt", "--check", dir]).code, 0, "{kind} on {day}");
            if day == AS_OF {
                assert_eq!(byelaw(&["init", dir, "--kind", kind]).code, 2, "a second starter in the same folder");
            }
        }
    }
}

#[test]
fn the_starter_of_the_model_s_own_year_is_the_model() {
    for (kind, name) in KINDS {
        let folder = Folder::empty();
        let dir = folder.path().join("new");
        byelaw(&["init", dir.to_str().expect("a path"), "--kind", kind, "--as-of", AS_OF]);
        let model = crate::harness::policies(name);
        let (written, wanted) = (files(&dir, &dir), files(&model, &model));
        assert_eq!(written, wanted, "the files of {kind}");
        for file in wanted {
            let read = |root: &Path| fs::read_to_string(root.join(&file)).expect("a file");
            assert!(read(&dir) == read(&model), "{file} differs");
        }
    }
}

#[test]
fn the_years_of_what_a_starter_cites_stay_and_its_own_dates_move() {
    for (kind, name) in KINDS {
        for (day, year) in [("2019-01-01", 2019), ("2031-09-01", 2032)] {
            let folder = Folder::empty();
            let dir = folder.path().join("new");
            byelaw(&["init", dir.to_str().expect("a path"), "--kind", kind, "--as-of", day]);
            let read = |root: &Path, file: &str| fs::read_to_string(root.join(file)).expect("a file");
            let model = crate::harness::policies(name);
            assert!(read(&model, "sources.byelaw").contains("from 20"), "{name} cites what has a year");
            assert_eq!(read(&dir, "sources.byelaw"), read(&model, "sources.byelaw"), "{kind} on {day}");
            let policy = read(&model, "policy.byelaw");
            assert!(policy.contains("next 2027-06") && !policy.contains(&format!("next {year}-06")));
            assert!(read(&dir, "policy.byelaw").contains(&format!("next {year}-06")), "{kind} on {day}");
        }
    }
}

#[test]
fn a_starter_builds_the_documents_of_its_model() {
    for (kind, name) in KINDS {
        let folder = Folder::empty();
        let dir = folder.path().join("new");
        byelaw(&["init", dir.to_str().expect("a path"), "--kind", kind, "--as-of", "2031-09-01"]);
        let built = |source: &Path, day: &str, out: &str| {
            let out = folder.path().join(out);
            let paths = [source, &out].map(|path| path.to_str().expect("a path"));
            let run = byelaw(&["build", paths[0], "--as-of", day, "--to", "md", "--quiet", "--out", paths[1]]);
            assert_eq!(run.code, 0, "{kind}: {}", run.err);
            files(&out, &out)
        };
        let documents = built(&dir, "2031-09-01", "starter");
        assert_eq!(documents, built(&crate::harness::policies(name), AS_OF, "model"), "{kind}");
        let policies = documents.iter().filter(|file| file.ends_with("online-safety.md")).count();
        assert_eq!(policies, if kind == "trust" { 3 } else { 1 }, "{documents:?}");
    }
}

/// The files of a folder and of those in it, by their paths from `root` on; what was built is left out.
fn files(root: &Path, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()) {
        if entry.is_dir() && !entry.ends_with("out") {
            found.extend(files(root, &entry));
        } else if entry.is_file() {
            found.push(entry.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/"));
        }
    }
    found.sort();
    found
}
