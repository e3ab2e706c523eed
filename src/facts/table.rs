//! Reading an embedded table: tab-separated cells under a header line.

use std::sync::atomic::{AtomicUsize, Ordering};

static OPENED: AtomicUsize = AtomicUsize::new(0);

/// How many tables this process has opened so far: a command that needs none must open none.
pub fn opened() -> usize {
    OPENED.load(Ordering::Relaxed)
}

/// The rows below the header. A row with another number of cells is a defect of the table itself.
pub(super) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    OPENED.fetch_add(1, Ordering::Relaxed);
    text.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let row = std::array::from_fn(|_| cells.next().unwrap_or_else(|| panic!("short row: {line}")));
        assert!(cells.next().is_none(), "long row: {line}");
        row
    })
}

/// `None` for an empty cell.
pub(super) fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// The parts of a cell, of which there may be none.
pub(super) fn list(cell: &'static str, separator: char) -> Vec<&'static str> {
    cell.split(separator).filter(|part| !part.is_empty()).collect()
}
