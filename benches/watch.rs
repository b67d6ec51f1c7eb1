//! Times how soon a watch tells of an edit: `cargo bench --no-default-features --bench watch -- FOLDER FILE [RUNS [FORMAT]]`.
//!
//! A remark is written to the end of the file again and again, or, where documents are built in a format such as `pdf`, a
//! figure in the first line of a text in it is changed, which must build its document again. Each time runs from there until
//! everything has been told or built. The file is as it was afterwards.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    // Without a folder, such as when all benches are run, there is nothing to time.
    let [folder, file, rest @ ..] = arguments.as_slice() else { return };
    let runs = rest.first().map_or(5, |it| it.parse().expect("a number of runs"));
    let path = Path::new(folder).join(file);
    let text = fs::read_to_string(&path).expect("a file that can be read");
    let built = rest.get(1).map(|format| (format.as_str(), std::env::temp_dir().join("byelaw-watched")));
    let mut watch = Command::new(env!("CARGO_BIN_EXE_byelaw"));
    match &built {
        Some((format, out)) => watch.args(["build", folder, "--watch", "--draft", "--to", format, "--out"]).arg(out),
        None => watch.args(["check", folder, "--watch", "--format", "short"]),
    };
    let mut watch = watch
        .args(["--as-of", "2026-11-22"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a watch that starts");
    let mut lines = BufReader::new(watch.stderr.take().expect("its words")).lines().map_while(Result::ok);
    let mut told = || lines.find(|line| line.starts_with("waiting")).expect("a watch that goes on");
    told();
    let mut all_built = true;
    let mut times: Vec<f64> = (0..runs)
        .map(|nth| {
            // Edits come at any moment between two looks.
            std::thread::sleep(Duration::from_millis(300 + 7 * nth));
            let edited = match &built {
                Some(_) => text.replacen("\"\"\"\n", &format!("\"\"\"\n  Edit {nth}.\n"), 1),
                None => format!("{text}\n# {nth}\n"),
            };
            put(&path, &edited);
            let (since, before) = (Instant::now(), SystemTime::now());
            told();
            let took = since.elapsed().as_secs_f64() * 1000.0;
            all_built &= built.as_ref().is_none_or(|(_, out)| is_newer(out, before));
            took
        })
        .collect();
    watch.kill().expect("a watch that ends");
    watch.wait().expect("a watch that has ended");
    put(&path, &text);
    assert!(all_built, "an edit was told of, and nothing was built");
    times.sort_by(f64::total_cmp);
    let [min, median, max] = [times[0], times[times.len() / 2], times[times.len() - 1]];
    println!("{runs} edits; milliseconds until told: min {min:.0}, median {median:.0}, max {max:.0}");
}

/// Whether a file in a folder was written after some moment; the clock of files may lie a tick behind.
fn is_newer(folder: &Path, moment: SystemTime) -> bool {
    let written =
        fs::read_dir(folder).expect("what was built").filter_map(|it| it.ok()?.metadata().ok()?.modified().ok());
    written.max().is_some_and(|last| last + Duration::from_millis(10) >= moment)
}

/// Written beside and renamed, as editors do it, so that nobody sees half of it.
fn put(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    fs::write(&beside, text).expect("a file that can be written");
    fs::rename(&beside, path).expect("a file that can be renamed");
}
