//! Work on several things at once, as many as the machine has processors, in one order whatever ends first.

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

/// The work on each of several things, on so many threads. Each result is handed on in its turn before its thread goes on,
/// so that no more of them wait than there are threads.
pub(super) fn in_turn<T: Sync, R: Send>(
    threads: usize,
    all: &[T],
    work: impl Fn(&T) -> R + Sync,
    hand_on: impl Fn(R) + Sync,
) {
    let next = AtomicUsize::new(0);
    let (turn, moved) = (Mutex::new(0), Condvar::new());
    let run = || {
        while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < all.len()) {
            // A turn is passed on even where the work panics, so that nobody waits for it for ever.
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&all[at])));
            let mut now = turn.lock().unwrap_or_else(PoisonError::into_inner);
            while *now != at {
                now = moved.wait(now).unwrap_or_else(PoisonError::into_inner);
            }
            *now += 1;
            let failed = result.map(&hand_on).err();
            drop(now);
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
