//! Which lane each line takes in a channel: lines that pass the same height take different ones.

use std::collections::BTreeSet;

/// Between the ends of two lines in one lane.
const APART: i32 = 16;

/// The lane of each of `spans`, and how many lanes that takes: as few as can be.
pub(super) fn lanes(spans: &[(i32, i32)]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|i| (spans[*i], *i));
    // Where each lane is free again, and the lane.
    let mut free: BTreeSet<(i32, usize)> = BTreeSet::new();
    let mut lanes = vec![0; spans.len()];
    for i in order {
        let (top, bottom) = spans[i];
        let lane = match free.first().copied() {
            Some((end, lane)) if end + APART <= top => {
                free.remove(&(end, lane));
                lane
            }
            _ => free.len(),
        };
        lanes[i] = lane;
        free.insert((bottom, lane));
    }
    (lanes, free.len())
}

#[cfg(test)]
mod tests {
    use super::lanes;

    #[test]
    fn lines_side_by_side_have_lanes_of_their_own_and_others_share() {
        assert_eq!(lanes(&[]), (vec![], 0));
        assert_eq!(lanes(&[(0, 100), (50, 150), (120, 200), (300, 400)]), (vec![0, 1, 0, 1], 2));
        assert_eq!(lanes(&[(0, 10), (20, 30)]), (vec![0, 1], 2), "too near to tell apart");
    }
}
