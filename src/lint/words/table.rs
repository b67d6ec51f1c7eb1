//! Tables that are asked very often, with a quicker digest of their keys than the standard library’s.

use std::collections::{HashMap, HashSet};

/// A table; its digests begin somewhere else in every run, so that no text can be written to fill one place of it.
pub(crate) type Table<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
/// Things of which each is there once.
pub(crate) type Set<T> = HashSet<T, foldhash::fast::RandomState>;
