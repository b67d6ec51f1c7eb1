//! What the fuzzer started from and what it found, replayed.

#[path = "fuzz/targets.rs"]
pub(crate) mod targets;

use std::fs;
use std::path::Path;

use targets::TARGETS;

#[test]
fn every_target_holds_over_its_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, target) in TARGETS {
        let mut paths: Vec<_> =
            fs::read_dir(corpus.join(name)).expect(name).map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "the corpus of {name} is empty");
        for path in paths {
            target(&fs::read(&path).expect("a file"));
        }
    }
}
