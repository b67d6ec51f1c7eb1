//! Results that are kept: told again while nothing has changed, and never when anything has.

use std::fs;
use std::path::{Path, PathBuf};

use byelaw::source::digest;

use crate::harness::{AS_OF, Folder, Run, byelaw_keeping};

const CHECK: [&str; 5] = ["check", "trust", "--format", "short", "--as-of"];

/// A trust with two schools and every kind of file that a check reads, and a pack that lies outside its folder.
fn trust() -> Folder {
    let people = "people:\n  ruth-okell: { name: Ruth Okell }\nposts:\n  head: [ { holder: ruth-okell, at: oak } ]\n";
    let pack = "id: own\ntitle: Own\nedition: 2026-11\nreview-by: 2027-09-01\nin-force: []\n";
    let old = "{\n  \"schema\": 1,\n  \"findings\": []\n}\n";
    let school = |name: &str| {
        format!(
            "school {name} \"{name} School\" {{\n  phase primary\n}}\npolicy {name}-policy \"A policy\" for everyone {{\n  \
             owner head\n  \"\"\"\n  We use the Learning Grid.\n  \"\"\"\n  a: head must \"read the the log\"\n}}\n"
        )
    };
    Folder::with(&[
        (
            "trust/a.byelaw",
            "trust t \"A Trust\" {\n  jurisdiction england\n}\nrole head \"Headteacher\" held per school\n",
        ),
        ("trust/people.yaml", people),
        ("trust/terms.yaml", "# Terms.\nterms:\n  - { term: autumn 2026, starts: 2026-09-03, ends: 2026-12-18 }\n"),
        ("trust/byelaw.yaml", "due-within: 60\npacks: [../pack.yaml]\nbaseline: old.json\n"),
        ("trust/templates/document.md", "{{ document.title }}\n"),
        ("trust/schools/oak/oak.byelaw", &school("oak")),
        ("trust/schools/oak/deep/er/more.byelaw", "users {\n  guests \"Guests\"\n}\n"),
        ("trust/schools/elm/elm.byelaw", &school("elm")),
        ("trust/schools/elm/people.yaml", "people: {}\nposts: {}\n"),
        ("pack.yaml", pack),
        ("trust/old.json", old),
    ])
}

fn check(folder: &Folder, cache: &Path, more: &[&str]) -> Run {
    byelaw_keeping(folder.path(), cache, &[&CHECK[..], &[AS_OF], more].concat())
}

fn same(one: &Run, other: &Run, when: &str) {
    assert_eq!((one.code, &one.out), (other.code, &other.out), "{when}");
}

/// The one result that is kept.
fn kept(cache: &Folder) -> PathBuf {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(cache.path()).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries.remove(0)
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Puts other words into a kept result, as if they had been told.
fn forge(file: &Path) {
    let text = fs::read_to_string(file).expect("a result");
    let lines: Vec<&str> = text.splitn(5, '\n').collect();
    let [head, key, ending, _, rest] = lines.as_slice() else { panic!("{text}") };
    let rest = rest.split_once("told\n").map(|(named, _)| format!("{named}told\nfrom the cache\n")).expect("words");
    fs::write(file, format!("{head}\n{key}\n{ending}\n{}\n{rest}", digest(rest.as_bytes()))).expect("a file");
}

#[test]
fn what_has_not_changed_is_told_from_what_was_kept() {
    let (folder, cache) = (trust(), Folder::empty());
    let first = check(&folder, cache.path(), &[]);
    assert!(first.out.contains("typo"), "{}{}", first.out, first.err);
    same(&first, &check(&folder, cache.path(), &[]), "again");
    forge(&kept(&cache));
    assert_eq!(check(&folder, cache.path(), &[]).out, "from the cache\n");
    same(&first, &check(&folder, cache.path(), &["--no-cache"]), "without it");
}

#[test]
fn one_byte_changed_anywhere_is_seen() {
    let (folder, cache) = (trust(), Folder::empty());
    let first = check(&folder, cache.path(), &[]);
    let mut inputs = Vec::new();
    files(folder.path(), &mut inputs);
    assert_eq!(inputs.len(), 11);
    for input in inputs {
        let before = fs::read(&input).expect("a file");
        for at in [0, before.len() / 2, before.len() - 1] {
            forge(&kept(&cache));
            let mut after = before.clone();
            after[at] = if after[at] == b'x' { b'y' } else { b'x' };
            fs::write(&input, &after).expect("a file");
            let told = check(&folder, cache.path(), &[]);
            same(&check(&folder, cache.path(), &["--no-cache"]), &told, &format!("{} {at}", input.display()));
            fs::write(&input, &before).expect("a file");
            same(&first, &check(&folder, cache.path(), &[]), "put back");
        }
    }
}

#[test]
fn a_file_more_or_less_is_seen() {
    let (folder, cache) = (trust(), Folder::empty());
    let first = check(&folder, cache.path(), &[]);
    let sees = |what: &str| {
        let told = check(&folder, cache.path(), &[]);
        same(&check(&folder, cache.path(), &["--no-cache"]), &told, what);
        assert_ne!(told.out, "from the cache\n", "{what}");
        forge(&kept(&cache));
    };
    forge(&kept(&cache));
    for name in ["trust/schools/oak/new.byelaw", "trust/schools/oak/terms.yaml", "trust/schools/oak/.h.byelaw"] {
        folder.write(name, "x");
        sees(name);
        fs::remove_file(folder.path().join(name)).expect("a file to take away");
        sees(name);
    }
    fs::create_dir(folder.path().join("trust/schools/ash")).expect("a folder");
    sees("a school's folder without a file");
    fs::remove_dir(folder.path().join("trust/schools/ash")).expect("a folder to take away");
    fs::rename(folder.path().join("trust/schools/oak/oak.byelaw"), folder.path().join("trust/schools/oak/o.byelaw"))
        .expect("another name");
    sees("another name");
    same(&check(&trust(), Path::new(""), &[]), &first, "as it was");
}

#[test]
fn another_day_question_or_program_is_answered_anew() {
    let (folder, cache) = (trust(), Folder::empty());
    let first = check(&folder, cache.path(), &[]);
    let file = kept(&cache);
    forge(&file);
    let later = byelaw_keeping(folder.path(), cache.path(), &[&CHECK[..], &["2027-11-22"]].concat());
    assert!(!later.out.contains("from the cache"), "{}", later.out);
    same(&first, &check(&folder, cache.path(), &[]), "the day before");
    forge(&file);
    for more in [["--fail-on", "advice"], ["--clock", "report"], ["--format", "json"]] {
        let arguments = if more[0] == "--format" {
            ["check", "trust", "--as-of", AS_OF].to_vec()
        } else {
            [&CHECK[..], &[AS_OF]].concat()
        };
        let told = byelaw_keeping(folder.path(), cache.path(), &[&arguments[..], &more].concat());
        assert!(!told.out.contains("from the cache"), "{more:?}");
    }
    let text = fs::read_to_string(&file).expect("a result");
    fs::write(&file, text.replacen("byelaw ", "byelaw 9", 1)).expect("a file");
    same(&first, &check(&folder, cache.path(), &[]), "another program");
}

#[test]
fn what_was_kept_and_is_damaged_counts_as_nothing() {
    let (folder, cache) = (trust(), Folder::empty());
    let first = check(&folder, cache.path(), &[]);
    let file = kept(&cache);
    let whole = fs::read(&file).expect("a result");
    for end in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..end]).expect("a file");
        same(&first, &check(&folder, cache.path(), &[]), &format!("cut at {end}"));
    }
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x81;
        fs::write(&file, &bytes).expect("a file");
        same(&first, &check(&folder, cache.path(), &[]), &format!("another byte at {at}"));
    }
    fs::remove_file(&file).expect("a file to take away");
    fs::create_dir(&file).expect("a folder in its place");
    same(&first, &check(&folder, cache.path(), &[]), "a folder in its place");
}

#[test]
fn several_folders_are_told_one_after_another() {
    let (folder, cache) = (trust(), Folder::empty());
    folder.write(
        "lone/a.byelaw",
        "school lone \"Lone School\" {\n}\nrole head \"Head \" {\n a: must \"see the the log\"\n}\n",
    );
    let told = |paths: &[&str]| {
        byelaw_keeping(
            folder.path(),
            cache.path(),
            &[&["check"], paths, &["--format", "short", "--as-of", AS_OF]].concat(),
        )
    };
    let (trust, lone) = (told(&["trust"]), told(&["lone"]));
    assert_eq!(told(&["trust", "lone", "trust"]).out, format!("{0}{1}{0}", trust.out, lone.out));
    let missing = told(&["lone", "nowhere", "trust"]);
    assert_eq!((missing.code, missing.out), (2, format!("{}{}", lone.out, trust.out)));
    assert!(missing.err.contains("`nowhere` cannot be opened"), "{}", missing.err);
    let refused = byelaw_keeping(folder.path(), cache.path(), &["check", "trust", "lone", "--format", "sarif"]);
    assert_eq!(refused.code, 2);
}
