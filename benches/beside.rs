//! Times two commands beside each other: `cargo bench --bench beside -- [--runs 5] 'COMMAND' 'OTHER COMMAND'`.
//!
//! The two run in turn as whole processes, so that a machine that slows down slows both; figures are wall-clock seconds.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let mut runs = 5;
    if let Some(at) = arguments.iter().position(|it| it == "--runs") {
        runs = arguments.get(at + 1).and_then(|it| it.parse().ok()).expect("a number behind --runs");
        arguments.drain(at..at + 2);
    }
    // Without commands, such as when all benches are run, there is nothing to time.
    let [one, other] = arguments.as_slice() else { return };
    let commands = [one, other];
    for command in commands {
        time(command);
    }
    let times: Vec<[f64; 2]> = (0..runs).map(|_| commands.map(|command| time(command))).collect();
    println!("{runs} runs of each, in turn; seconds: min, median, max");
    for (at, command) in commands.iter().enumerate() {
        println!("{}  {command}", spread(times.iter().map(|run| run[at]).collect()));
    }
    println!("{}  the first by the second, run by run", spread(times.iter().map(|run| run[0] / run[1]).collect()));
}

fn time(command: &str) -> f64 {
    let mut words = command.split_whitespace();
    let mut process = Command::new(words.next().expect("a command"));
    process.args(words).stdout(Stdio::null()).stderr(Stdio::null());
    let since = Instant::now();
    process.status().expect("a command that can be run");
    since.elapsed().as_secs_f64()
}

fn spread(mut figures: Vec<f64>) -> String {
    figures.sort_by(f64::total_cmp);
    let shown = [figures[0], figures[figures.len() / 2], figures[figures.len() - 1]];
    shown.map(|figure| format!("{figure:>8.4}")).join(" ")
}
