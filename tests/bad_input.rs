//! Bad input from outside: what happens, for the page of the book, and nothing lost when a build is cut short.

mod rows;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use byelaw::limit;

use crate::harness::{AS_OF, Folder, SCHOOL, policies};
use How::{DiskFull, NoStandardError, NoStandardOutput, Nobody, Plain};

/// How the command is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Plain,
    /// By a user who may not do everything, also where the tests are run by one who may.
    Nobody,
    /// With a disk that takes no more than a few kilobytes a file.
    DiskFull,
    NoStandardOutput,
    NoStandardError,
}

/// What is wrong, how the command is run, the command, its exit code, and how the folder comes to be so.
struct Row(&'static str, How, &'static str, i32, fn(&Folder));

/// No row may take longer, with a program that is built for looking into it.
const LONGEST: Duration = Duration::from_secs(30);
/// What a process may hold of memory, in KB.
const MEMORY: u64 = 1 << 20;

/// The command as a shell runs it, with the memory that it may have.
fn run(how: How, folder: &Path, command: &str) -> Output {
    let front = match how {
        DiskFull => "trap '' XFSZ; ulimit -f 64; exec \"$@\"",
        NoStandardOutput => "exec \"$@\" > /dev/full",
        NoStandardError => "exec \"$@\" 2> /dev/full",
        Plain | Nobody => "exec \"$@\"",
    };
    let directory = folder.to_str().expect("a path");
    let mut whole: Vec<String> = command.split(' ').map(|word| word.replace("DIR", directory)).collect();
    if !command.contains("--as-of") {
        whole.extend(["--as-of".to_owned(), AS_OF.to_owned()]);
    }
    let mut shell = Command::new("bash");
    shell.args(["-c", &format!("ulimit -v {MEMORY}; {front}"), "bash"]);
    if how == Nobody && is_root() {
        shell.args(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);
    }
    shell.arg(env!("CARGO_BIN_EXE_byelaw")).args(whole).env("NO_COLOR", "1").output().expect("the command runs")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("the command `id`");
    id.stdout == b"0\n"
}

/// The first thing that a run tells.
fn told(output: &Output, folder: &Path) -> String {
    let text = format!("{}\n{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    let lines = text.lines().filter(|line| !line.starts_with("as of ") && !line.trim().is_empty());
    let mut lines = lines.map(str::trim).skip_while(|line| line.starts_with("on "));
    let first = lines.next().unwrap_or_default().replace(folder.to_str().expect("a path"), "DIR");
    let first = first.replace("pppppppp", "").replace('|', "\\|");
    if first.chars().count() > 220 { first.chars().take(220).chain(['…']).collect() } else { first }
}

/// The row's line in the table, or what does not hold that must be true of any row.
fn line(row: &Row) -> Result<String, String> {
    let Row(what, how, command, code, make) = row;
    let folder = Folder::empty();
    make(&folder);
    if *how == Nobody {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("permissions");
    }
    let start = Instant::now();
    let output = run(*how, folder.path(), command);
    let all = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let start_of_all: String = all.chars().take(600).collect();
    let hidden = all.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\t'));
    let lost = ["note.txt", "out/note.txt", "out/safety.md/note.txt"].map(|name| folder.path().join(name));
    let lost = lost.iter().any(|path| path.exists() && !fs::read(path).is_ok_and(|it| it.is_empty() || it == b"mine"));
    let advised = all.contains("help: ") || all.contains("--help") || *how == NoStandardError;
    let holds = [
        (!all.contains("panicked"), "panics"),
        (output.status.code() == Some(*code), "ends with another code"),
        (start.elapsed() < LONGEST, "takes too long"),
        (all.len() < 1 << 20, "tells too much"),
        (!hidden, "passes a control character on"),
        (*code < 2 || advised, "says no next step"),
        (!lost, "loses a file"),
    ];
    if let Some((_, fault)) = holds.iter().find(|(holds, _)| !holds) {
        return Err(format!("{what}: {fault}: {:?} {start_of_all}", output.status.code()));
    }
    let told = told(&output, folder.path());
    let told = if told.is_empty() { "nothing: it is taken as it is".to_owned() } else { told };
    Ok(format!("| {what} | `byelaw {command}` | {code} | {told} |\n"))
}

const HEAD: &str = "| What is wrong | Command | Exit code | What Byelaw says first |\n|---|---|---|---|\n";

/// Run with `UPDATE_BOOK=1` to write the table anew.
#[test]
fn the_page_about_bad_input_holds_what_happens() {
    const BEGIN: &str = "<!-- The table below is made from runs of the command by tests/bad_input.rs. -->\n\n";
    assert!(rows::ROWS.len() >= 60);
    let lines: Vec<Result<String, String>> = rows::ROWS.iter().map(line).collect();
    let faults: Vec<&str> = lines.iter().filter_map(|it| it.as_ref().err()).map(String::as_str).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let table: String = lines.into_iter().flatten().collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/developing/bad-input.md");
    let page = fs::read_to_string(&path).expect("the page");
    let (front, back) = page.split_once(BEGIN).expect("the mark above the table");
    if std::env::var_os("UPDATE_BOOK").is_some() {
        fs::write(&path, format!("{front}{BEGIN}{HEAD}{table}")).expect("the page is written");
    } else {
        for (held, made) in back.lines().zip(format!("{HEAD}{table}").lines()) {
            assert_eq!(held, made, "run with UPDATE_BOOK=1 and read what changed");
        }
        assert_eq!(back.lines().count(), rows::ROWS.len() + 2);
    }
}

#[test]
fn the_page_about_limits_names_each() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/developing/bad-input.md");
    let page = fs::read_to_string(path).expect("the page");
    let megabytes = |bytes: usize| format!("{} MB", bytes >> 20);
    let limits = [
        ("file", megabytes(usize::try_from(limit::FILE).expect("small"))),
        ("logo", format!("{} kB", limit::LOGO >> 10)),
        ("logo’s side", limit::LOGO_SIDE.to_string()),
        ("line", limit::LINE.to_string()),
        ("school or trust", megabytes(limit::TEXTS)),
        ("schools", limit::SCHOOLS.to_string()),
        ("folders", limit::FOLDERS.to_string()),
        ("blocks", limit::BLOCKS.to_string()),
        ("prose", limit::PROSE.to_string()),
        ("faults", limit::FAULTS.to_string()),
        ("places", limit::PLACES.to_string()),
        ("cases", limit::CASES.to_string()),
        ("turns", limit::TURNS.to_string()),
        ("steps", limit::STEPS.to_string()),
    ];
    for (what, most) in limits {
        let row = page.lines().find(|line| line.starts_with(&format!("| {what} |")));
        assert!(
            row.is_some_and(|row| row.contains(&format!("| {most} |"))),
            "{what}: {most}, and the page has {row:?}"
        );
    }
}

#[test]
fn texts_beyond_the_limit_of_a_folder_are_refused() {
    let folder = Folder::with(&[("a.byelaw", SCHOOL)]);
    let remark = format!("# {}\n", "x".repeat(15_000));
    let text = remark.repeat((limit::FILE as usize - 1) / remark.len());
    for nth in 0..=limit::TEXTS / text.len() {
        folder.write(&format!("b{nth}.byelaw"), &text);
    }
    let output = run(Plain, folder.path(), "check DIR");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("more than 64 MB of text"));
}

#[test]
fn a_file_that_is_written_while_it_is_read_is_read_whole_or_refused() {
    let folder = Folder::with(&[("a.byelaw", SCHOOL)]);
    let path = folder.path().join("b.byelaw");
    let done = std::sync::atomic::AtomicBool::new(false);
    let after = |at: usize| format!("{}role last{at} \"Last\"\n", "# a remark\n".repeat(3000));
    thread::scope(|scope| {
        scope.spawn(|| {
            for at in 0.. {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                fs::write(&path, after(at % 2)).expect("a file");
            }
        });
        for _ in 0..10 {
            let output = run(Plain, folder.path(), "check DIR --format short");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let refused = said.contains("being written while it is read");
            assert!(matches!(output.status.code(), Some(0 | 1)) && (refused || !said.contains("syntax")), "{said}");
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

/// The files of a folder and of those in it, those of a build that are not in place yet left out.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry")) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            all.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else if !name.starts_with('.') {
            all.insert(name, fs::read(path).expect("a file"));
        }
    }
    all
}

/// The first school with other templates, so that each of its documents has other bytes.
fn other_school(folder: &Folder) -> std::path::PathBuf {
    for entry in fs::read_dir(policies("gorsemoor")).expect("a school").map(|entry| entry.expect("an entry").path()) {
        if entry.is_file() {
            let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
            folder.write(&format!("other/{name}"), fs::read(&entry).expect("a file"));
        }
    }
    for (from, name) in [("markdown", "document.md"), ("html", "document.html")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(from).join(name);
        let text = fs::read_to_string(path).expect("a template");
        folder.write(&format!("other/templates/{name}"), format!("{text}\nanother\n"));
    }
    folder.path().join("other")
}

#[test]
fn a_build_that_is_killed_leaves_each_file_old_or_new() {
    let (folder, whole) = (Folder::empty(), Folder::empty());
    let sources = [policies("gorsemoor"), other_school(&folder)];
    let out = folder.path().join("out");
    let build = |out: &Path, nth: usize| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byelaw"));
        command.arg("build").arg(&sources[nth % 2]).args(["--draft", "--to", "md,html", "--quiet", "--as-of", AS_OF]);
        command.arg("--out").arg(out).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let wanted = [0, 1].map(|nth| {
        let out = whole.path().join(nth.to_string());
        assert!(build(&out, nth).status().expect("a build").success());
        files(&out)
    });
    assert!(
        wanted[0].keys().eq(wanted[1].keys())
            && wanted[0].iter().all(|(name, bytes)| name == "index.html" || wanted[1][name] != *bytes)
    );
    let start = Instant::now();
    assert!(build(&out, 0).status().expect("a build").success());
    let longest = u64::try_from(start.elapsed().as_micros()).expect("short");
    let (mut seed, mut cut) = (17_u64, 0);
    for nth in 0..50 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = build(&out, nth).spawn().expect("a build");
        thread::sleep(Duration::from_micros((seed >> 33) % longest));
        child.kill().ok();
        cut += usize::from(!child.wait().expect("an end").success());
        for (name, bytes) in files(&out) {
            assert!(wanted.iter().any(|set| set[&name] == bytes), "{name} is torn");
        }
    }
    assert!(cut >= 10, "only {cut} builds were cut short");
    let last = build(&out, 1).status().expect("a build");
    assert!(last.success(), "what a cut build left stands in the way");
    assert!(files(&out) == wanted[1]);
    let left = fs::read_dir(&out).expect("a folder").filter_map(Result::ok);
    let left: Vec<_> = left.map(|it| it.file_name()).filter(|it| it.to_string_lossy().ends_with("-new")).collect();
    assert!(left.is_empty(), "{left:?} are left");
}
