//! Byelaw's PDFs beside what people use today, on the same words: `cargo bench --bench documents -- others`.
//!
//! Each program is given the pages that Byelaw makes of the same policies. Where it stands is told by a variable, and one
//! that is not told of is left out: `CHROMIUM`, `SOFFICE`, and `WEASYPRINT`, which is the Python that has it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use byelaw::render::{Format, Renderer};

use super::{ONE, ROUNDS, Took, again, build, copy, measure, policy, spread, varied, write_data};

/// So many policies make a batch.
const BATCH: usize = 20;

const WEASYPRINT: &str = "import sys, pathlib, weasyprint\n\
    for page in sorted(pathlib.Path(sys.argv[1]).glob('*.html')):\n    \
        weasyprint.HTML(str(page)).write_pdf(str(page.with_suffix('.pdf')))\n";

/// What makes PDFs of every page in a folder; one command for each process that it takes.
type Commands = fn(&str, &Path) -> Vec<Command>;

/// Another program that makes a PDF of a page.
struct Other {
    name: &'static str,
    commands: Commands,
    path: String,
}

pub(super) fn compare() {
    let room = env::temp_dir().join(format!("byelaw-bench-others-{}", std::process::id()));
    let (school, out) = (room.join("school"), room.join("out"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(ONE), &school);
    let (one, many, data) = (room.join("one"), room.join("many"), room.join("data"));
    write_pages(&one, 1);
    write_pages(&many, BATCH);
    write_data(&data, BATCH);
    println!("| what | runs | Byelaw, s | the other, s | how many times Byelaw’s |");
    println!("|---|---:|---:|---:|---:|");
    for other in others() {
        row(&format!("one policy: {}", other.name), || build(&school, &out), || (other.commands)(&other.path, &one));
        let batch = format!("{BATCH} policies: {}", other.name);
        row(&batch, || again("ours", &data), || (other.commands)(&other.path, &many));
    }
    fs::remove_dir_all(&room).ok();
}

fn others() -> Vec<Other> {
    let all: [(&str, &str, Commands); 3] = [
        ("Chromium", "CHROMIUM", chromium),
        ("LibreOffice", "SOFFICE", libreoffice),
        ("WeasyPrint", "WEASYPRINT", weasyprint),
    ];
    let told = |(name, variable, commands)| Some(Other { name, commands, path: env::var(variable).ok()? });
    all.into_iter().filter_map(told).collect()
}

fn chromium(path: &str, folder: &Path) -> Vec<Command> {
    let print = |page: &PathBuf| {
        let mut command = Command::new(path);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        command.arg(format!("--print-to-pdf={}", page.with_extension("pdf").display())).arg(page);
        command
    };
    pages(folder).iter().map(print).collect()
}

fn libreoffice(path: &str, folder: &Path) -> Vec<Command> {
    let mut command = Command::new(path);
    command.args(["--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir"]).arg(folder);
    command.args(pages(folder));
    vec![command]
}

fn weasyprint(path: &str, folder: &Path) -> Vec<Command> {
    let mut command = Command::new(path);
    command.args(["-c", WEASYPRINT]).arg(folder);
    vec![command]
}

fn row(what: &str, ours: impl Fn() -> Command, other: impl Fn() -> Vec<Command>) {
    let theirs = || other().into_iter().map(measure).map(|took| took.seconds).sum::<f64>();
    let pairs: Vec<(Took, f64)> = (0..=ROUNDS).map(|_| (measure(ours()), theirs())).skip(1).collect();
    let ours = spread(pairs.iter().map(|(ours, _)| ours.seconds).collect());
    let other = spread(pairs.iter().map(|(_, other)| *other).collect());
    let ratio = spread(pairs.iter().map(|(ours, other)| other / ours.seconds).collect());
    println!("| {what} | {ROUNDS} | {ours} | {other} | {ratio} |");
}

/// The same policies as pages.
fn write_pages(folder: &Path, count: usize) {
    fs::create_dir_all(folder).expect("a folder");
    let renderer = Renderer::new("0.0.0").expect("templates");
    let one = policy();
    for at in 0..count {
        let page = renderer.render(&varied(&one, at), Format::Html).expect("a page");
        fs::write(folder.join(format!("{at:04}.html")), page.bytes).expect("a file");
    }
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").map(|it| it.expect("a page").path()).collect();
    pages.retain(|page| page.extension().is_some_and(|it| it == "html"));
    pages.sort();
    pages
}
