//! What several lints ask of a school: its passages, its parties, what it prints, names, locks and promises, each worked out once.

pub(super) mod answers;
pub(super) mod appendices;
pub(super) mod bodies;
pub(super) mod clashes;
pub(super) mod consents;
pub(super) mod contents;
pub(super) mod crimes;
pub(super) mod holders;
pub(super) mod likeness;
pub(super) mod locks;
pub(super) mod mentions;
pub(super) mod parties;
pub(super) mod passages;
pub(super) mod passwords;
pub(super) mod put_away;
pub(super) mod recipients;
pub(super) mod references;
pub(super) mod wording;
