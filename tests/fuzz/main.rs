//! One fuzz target, named by `BYELAW_FUZZ`; `tests/fuzz/run` builds it and says how.

#![no_main]

mod targets;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use targets::{TARGETS, Target};

static TARGET: OnceLock<Target> = OnceLock::new();

fuzz_target!(
    init: {
        let name = std::env::var("BYELAW_FUZZ").unwrap_or_default();
        let target = TARGETS.iter().find(|(known, _)| *known == name).expect("BYELAW_FUZZ names a target");
        TARGET.get_or_init(|| target.1);
    },
    |bytes: &[u8]| {
        if let Some(target) = TARGET.get() {
            target(bytes);
        }
    }
);
