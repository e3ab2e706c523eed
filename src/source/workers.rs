//! The same work on many things, on as many threads as pay.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Below this many files a thread costs more than it saves.
const WORTH_A_THREAD: usize = 64;

/// More threads than this wait for the disk, not for a processor.
const MOST: usize = 4;

/// How many threads to use for so many files on this machine.
#[must_use]
pub fn count(files: usize) -> usize {
    most(files / WORTH_A_THREAD)
}

/// How many threads to use for so many pieces of work each of which is worth one.
#[must_use]
pub fn most(pieces: usize) -> usize {
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    processors.min(MOST).min(pieces).max(1)
}

/// Applies `work` to every item and gives the results in the order of the items, whoever was faster.
///
/// Neighbours stay on one thread: they lie in the same folder, and a folder takes one change at a time.
pub fn each<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads < 2 || items.is_empty() {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(items.len().div_ceil(threads))
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>()))
            .collect();
        let join = |part: thread::ScopedJoinHandle<'_, Vec<R>>| {
            part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        parts.into_iter().flat_map(join).collect()
    })
}

/// As [`each`], for work of which one piece takes long and another none: whoever is free takes the next.
pub fn each_in_turn<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = |_: &usize| {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break done };
            done.push((at, work(item)));
        }
    };
    let turns: Vec<usize> = (0..threads.max(1)).collect();
    let mut done: Vec<(usize, R)> = each(&turns, turns.len(), take).into_iter().flatten().collect();
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_for_every_number_of_threads() {
        let items: Vec<usize> = (0..103).collect();
        for threads in [1, 2, 3, 50, 200] {
            let twice: Vec<usize> = items.iter().map(|n| n * 2).collect();
            assert_eq!(each(&items, threads, |n| n * 2), twice);
            assert_eq!(each_in_turn(&items, threads, |n| n * 2), twice);
        }
        assert_eq!(each(&[0u8; 0], 4, |n| *n), [0u8; 0]);
        assert_eq!(each_in_turn(&[0u8; 0], 4, |n| *n), [0u8; 0]);
    }

    #[test]
    fn few_files_take_one_thread() {
        assert_eq!(count(0), 1);
        assert_eq!(count(WORTH_A_THREAD), 1);
        assert!(count(1_000_000) <= MOST);
    }
}
