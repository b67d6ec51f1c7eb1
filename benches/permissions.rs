//! All findings over a large table of permissions, and how the time grows with its cases: `cargo bench --bench permissions`.
//!
//! The table has 200 rules over 12 activities, and no two of its values merge. It grows by more values on each dimension. Joining a
//! network is told from doing something else on it, so that each case counts twice.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use byelaw::config::Config;
use byelaw::lint::lint;
use byelaw::model::School;
use byelaw::permission::{Permissions, Space, permissions};
use byelaw::project;

const RUNS: usize = 7;
const RULES: usize = 200;
const ACTIVITIES: usize = 12;
/// Devices, users, networks, places and times; one value of each is whatever nobody has named.
const SIZES: [[usize; 5]; 4] = [[8, 12, 6, 4, 4], [16, 12, 12, 8, 4], [16, 24, 24, 8, 8], [16, 28, 24, 8, 8]];
const KINDS: [&str; 5] = ["devices", "users", "networks", "places", "times"];

fn main() {
    println!("| cases | findings | the engine, ms | all findings, ms (min / median / max) | ns a case |");
    println!("|---:|---:|---:|---:|---:|");
    for sizes in SIZES {
        let school = school(&source(sizes));
        let today = "2026-11-22".parse().expect("a day");
        let count: usize = permissions(&school, today).spaces.iter().map(Space::count).sum();
        assert_eq!(count, 2 * ACTIVITIES * sizes.iter().product::<usize>(), "two values merge");
        let engine = timed(|| found(&permissions(&school, today)));
        let config = Config::default();
        let number = lint(&school, &config, today).len();
        let all = timed(|| lint(&school, &config, today).len());
        let [min, median, max] = [all[0], all[RUNS / 2], all[RUNS - 1]].map(millis);
        let each = all[RUNS / 2].as_secs_f64() * 1e9 / count as f64;
        println!(
            "| {count} | {number} | {:.1} | {min:.1} / {median:.1} / {max:.1} | {each:.0} |",
            millis(engine[RUNS / 2])
        );
    }
}

/// The spaces with their conflicts and gaps.
fn found(permissions: &Permissions) -> usize {
    permissions.conflicts().len() + permissions.gaps().len()
}

/// How long each of some runs took, the shortest first.
fn timed(mut run: impl FnMut() -> usize) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    times
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn school(source: &str) -> School {
    let folder = std::env::temp_dir().join(format!("byelaw-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("school.byelaw"), source).expect("a file");
    let project = project::load(&folder, &byelaw::lint::names()).expect("a folder that can be read");
    fs::remove_dir_all(&folder).ok();
    project.resolve().value.expect("a sound school")
}

/// A school whose rules each take about half of the values of every dimension.
fn source(sizes: [usize; 5]) -> String {
    let mut out = String::from("school large \"Large School\"\n");
    for (kind, size) in KINDS.iter().zip(sizes) {
        let names: String = (1..size).map(|nth| format!("  {} \"{kind} {nth}\"\n", name(kind, nth))).collect();
        let _ = write!(out, "{kind} {{\n{names}}}\n");
    }
    let actions: String = (0..ACTIVITIES).map(|nth| format!("  act-{nth} \"do thing {nth}\"\n")).collect();
    let _ = write!(out, "actions {{\n{actions}}}\nrules all \"Rules\" {{\n");
    let mut draw = Draw(7);
    for nth in 0..RULES {
        let [device, user, network, place, time] = [0, 1, 2, 3, 4].map(|at| draw.half(KINDS[at], sizes[at]));
        let strength = if draw.below(4) == 0 { "must not" } else { "may" };
        let _ = writeln!(
            out,
            "  r{nth}: {user} {strength} act-{} {network}\n    on {device} in {place} during {time}",
            nth % ACTIVITIES
        );
    }
    out.push_str("}\n");
    out
}

fn name(kind: &str, nth: usize) -> String {
    format!("{}-{nth}", &kind[..2])
}

/// Numbers that look drawn and are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// About half of the named values of a dimension, one at least.
    fn half(&mut self, kind: &str, size: usize) -> String {
        let one = 1 + self.below(size - 1);
        let taken = (1..size).filter(|nth| *nth == one || self.below(2) == 0);
        taken.map(|nth| name(kind, nth)).collect::<Vec<_>>().join(", ")
    }
}
