//! Byelaw's PDFs beside Typst alone on the same template and the same words: `cargo bench --bench documents`.
//!
//! Typst alone is the smallest program around our templates: it reads what Byelaw would give them from a file and sets it.
//! Each figure is a process of its own, told by the system what it took; the two take turns, and the ratio is of pairs.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark tells its figures")]

mod alone;
mod others;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use byelaw::document::{Block, Document, Run, documents};
use byelaw::model::date::Day;
use byelaw::project;
use byelaw::render::{Format, Renderer};

/// Both sides as the finished program has its memory.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 5;
/// So many PDFs are held in memory at once.
const TOGETHER: usize = 10;
/// A school whose whole set is one long policy.
const ONE: &str = "policies/brigantia";
const AS_OF: &str = "2026-11-22";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["ours", folder] => ours(Path::new(folder)),
        ["typst", folder] => alone::set_all(Path::new(folder)),
        ["others"] => others::compare(),
        counts => match counts.iter().map(|it| it.parse()).collect::<Result<Vec<usize>, _>>() {
            Ok(counts) if counts.is_empty() => compare(&[1, 50, 500]),
            Ok(counts) => compare(&counts),
            Err(_) => eprintln!("usage: cargo bench --bench documents [-- others | -- COUNT…]"),
        },
    }
}

/// A comparison for each number of policies, as a table in Markdown: one is built by the finished command.
fn compare(counts: &[usize]) {
    println!("| what | runs | Byelaw, s | Typst alone, s | ratio | Byelaw, MiB | Typst alone, MiB |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let room = std::env::temp_dir().join(format!("byelaw-bench-{}", std::process::id()));
    let (school, out) = (room.join("school"), room.join("out"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(ONE), &school);
    for count in counts {
        let folder = room.join(count.to_string());
        write_data(&folder, *count);
        match count {
            1 => row("one policy, whole process", || build(&school, &out), || again("typst", &folder)),
            _ => row(&format!("{count} policies, one process"), || again("ours", &folder), || again("typst", &folder)),
        }
    }
    fs::remove_dir_all(&room).ok();
}

/// The finished command, asked for the PDFs of a school.
fn build(school: &Path, out: &Path) -> Command {
    fs::remove_dir_all(out).ok();
    let mut command = Command::new(env!("CARGO_BIN_EXE_byelaw"));
    command.args(["build", "--draft", "--to", "pdf", "--as-of", AS_OF, "--quiet", "--out"]).arg(out).arg(school);
    command
}

/// This program, asked for one half of a comparison.
fn again(half: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(half).arg(folder);
    command
}

/// What a process took: seconds by the clock, and the most memory it held, in MiB.
struct Took {
    seconds: f64,
    memory: f64,
}

fn row(what: &str, ours: impl Fn() -> Command, typst: impl Fn() -> Command) {
    // The first pair warms the disk.
    let pairs: Vec<(Took, Took)> = (0..=ROUNDS).map(|_| (measure(ours()), measure(typst()))).skip(1).collect();
    let of = |pick: fn(&(Took, Took)) -> f64| spread(pairs.iter().map(pick).collect());
    let cells = [
        of(|(ours, _)| ours.seconds),
        of(|(_, alone)| alone.seconds),
        of(|(ours, alone)| ours.seconds / alone.seconds),
        of(|(ours, _)| ours.memory),
        of(|(_, alone)| alone.memory),
    ];
    println!("| {what} | {ROUNDS} | {} |", cells.join(" | "));
}

/// Least, median and most.
fn spread(mut figures: Vec<f64>) -> String {
    figures.sort_by(f64::total_cmp);
    format!("{:.2} · **{:.2}** · {:.2}", figures[0], figures[figures.len() / 2], figures[figures.len() - 1])
}

fn measure(mut command: Command) -> Took {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a process");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = 0.0_f64;
    loop {
        if let Some(held) = fs::read_to_string(&status).ok().and_then(|text| peak(&text)) {
            most = most.max(held);
        }
        if let Some(ended) = child.try_wait().expect("the process") {
            assert!(ended.success(), "{command:?}: {ended}");
            return Took { seconds: start.elapsed().as_secs_f64(), memory: most };
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

fn peak(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

/// So many policies that differ in every paragraph, as the template is given them.
fn write_data(folder: &Path, count: usize) {
    fs::create_dir_all(folder).expect("a folder");
    let renderer = Renderer::new("0.0.0").expect("templates");
    let one = policy();
    for at in 0..count {
        let data = renderer.template_data(&varied(&one, at));
        fs::write(folder.join(format!("{at:04}.json")), data).expect("a file");
    }
}

/// The same policies in this process: how many, the folder of the other half says.
fn ours(folder: &Path) {
    let files = fs::read_dir(folder).expect("the folder").map(|it| it.expect("a file").path());
    let count = files.filter(|it| it.extension().is_some_and(|it| it == "json")).count();
    let renderer = Renderer::new("0.0.0").expect("templates");
    let one = policy();
    let numbers: Vec<usize> = (0..count).collect();
    for some in numbers.chunks(TOGETHER) {
        let documents: Vec<Document> = some.iter().map(|at| varied(&one, *at)).collect();
        for made in renderer.render_all(&documents, &[Format::Pdf]).expect("PDFs") {
            fs::write(folder.join(format!("ours-{}", made.name)), made.bytes).expect("a file");
        }
    }
}

fn policy() -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(ONE);
    let school = project::load(&folder, &byelaw::lint::names()).expect("the school").resolve().value;
    let day: Day = AS_OF.parse().expect("a day");
    documents(&school.expect("a school"), day, true).into_iter().next().expect("a policy")
}

/// The same policy for another reader: its title and every paragraph and clause end in a number.
fn varied(one: &Document, at: usize) -> Document {
    let mut document = one.clone();
    if at > 0 {
        document.id = format!("{}-{at:04}", document.id);
        document.title = format!("{} {at}", document.title);
        for block in &mut document.body {
            match block {
                Block::Paragraph { runs } => runs.push(Run::words(format!(" {at}"))),
                Block::Clauses { items, .. } => {
                    items.iter_mut().for_each(|item| item.runs.push(Run::words(format!(" {at}"))));
                }
                _ => {}
            }
        }
    }
    document
}

/// The school without its sheets: they are no part of the policy.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the school") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    let settings = fs::read_to_string(to.join("byelaw.yaml")).unwrap_or_default();
    fs::write(to.join("byelaw.yaml"), format!("{settings}\nsheets: []\n")).expect("settings");
}
