//! Work on several things at once, as many as the machine has processors, in one order whatever ends first.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

/// How many things are worked on at once.
pub(super) fn count() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The work on each of several things, on so many threads; results keep the order.
pub(super) fn side_by_side<T: Sync, R: Send>(threads: usize, all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let done = Mutex::new(Vec::with_capacity(all.len()));
    in_turn(threads, all, work, |result| done.lock().unwrap_or_else(PoisonError::into_inner).push(result));
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// So many results more than there are threads may wait for their turn, so that nobody stands idle behind a slow one.
const AHEAD: usize = 8;

/// Results that wait for their turn.
struct Waiting<R> {
    /// Whose turn it is.
    now: usize,
    done: BTreeMap<usize, std::thread::Result<R>>,
}

/// The work on each of several things, on so many threads. Each result is handed on in its turn, and no more of them wait
/// than a few, however many there are.
pub(super) fn in_turn<T: Sync, R: Send>(
    threads: usize,
    all: &[T],
    work: impl Fn(&T) -> R + Sync,
    hand_on: impl Fn(R) + Sync,
) {
    let next = AtomicUsize::new(0);
    let (waiting, moved) = (Mutex::new(Waiting { now: 0, done: BTreeMap::new() }), Condvar::new());
    let lock = || waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let run = || {
        while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < all.len()) {
            let mut turns = lock();
            while at > turns.now + threads + AHEAD {
                turns = moved.wait(turns).unwrap_or_else(PoisonError::into_inner);
            }
            drop(turns);
            // A turn is passed on even where the work panics, so that nobody waits for it for ever.
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&all[at])));
            let mut turns = lock();
            turns.done.insert(at, result);
            let mut failed = None;
            loop {
                let now = turns.now;
                let Some(result) = turns.done.remove(&now) else { break };
                turns.now += 1;
                failed = failed.or(result.map(&hand_on).err());
            }
            drop(turns);
            moved.notify_all();
            if let Some(panic) = failed {
                resume_unwind(panic);
            }
        }
    };
    std::thread::scope(|scope| {
        let started: Vec<_> = (1..threads.min(all.len())).map(|_| scope.spawn(run)).collect();
        run();
        started.into_iter().for_each(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
    });
}

#[cfg(test)]
mod tests {
    use super::{in_turn, side_by_side};
    use std::sync::Mutex;
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_whatever_ends_first() {
        let slow = |number: &u64| {
            std::thread::sleep(Duration::from_millis(5 * (number % 3)));
            number * 10
        };
        let numbers: Vec<u64> = (0..12).collect();
        let wanted: Vec<u64> = numbers.iter().map(|number| number * 10).collect();
        assert_eq!(side_by_side(4, &numbers, slow), wanted);
        let told = Mutex::new(Vec::new());
        in_turn(3, &numbers, slow, |result| told.lock().expect("a list").push(result));
        assert_eq!(told.into_inner().expect("a list"), wanted);
        assert!(side_by_side(4, &[] as &[u64], slow).is_empty());
    }
}
