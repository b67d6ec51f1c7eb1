//! The fewest sets that together hold every case of one.

use super::cases::CaseSet;

/// Above this many sets the fewest are looked for by taking, again and again, the one that takes most of what is left.
const SEARCHED_AT_MOST: usize = 16;

/// The fewest of some numbered sets that together hold every case of `whole`, in the order of the list; of as few, those
/// that come first. None where they leave a case, and none where there is no case.
pub fn fewest(whole: &CaseSet, sets: &[(usize, &CaseSet)]) -> Option<Vec<usize>> {
    let mut found = greedy(whole, sets)?;
    // One that takes all is taken first, so that one or two are the fewest.
    if found.len() > 2 && sets.len() <= SEARCHED_AT_MOST {
        let fewer = (2..found.len()).find_map(|depth| within(whole, sets, depth));
        found = fewer.unwrap_or(found);
    }
    found.sort_unstable();
    Some(found)
}

/// The set that takes most of what is left, until nothing is.
fn greedy(whole: &CaseSet, sets: &[(usize, &CaseSet)]) -> Option<Vec<usize>> {
    let mut rest = whole.clone();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let takes = sets.iter().map(|(at, set)| (set.shared(&rest), at, set));
        let (most, at, set) = takes.max_by_key(|(takes, at, _)| (*takes, usize::MAX - **at))?;
        if most == 0 {
            return None;
        }
        rest = rest.without(set);
        found.push(*at);
    }
    (!found.is_empty()).then_some(found)
}

/// Some sets, at most `depth` of them: one of them must hold the first case that is left.
fn within(rest: &CaseSet, sets: &[(usize, &CaseSet)], depth: usize) -> Option<Vec<usize>> {
    let Some(first) = rest.iter().next() else { return Some(Vec::new()) };
    let next = depth.checked_sub(1)?;
    sets.iter().filter(|(_, set)| set.contains(first)).find_map(|(at, set)| {
        let mut found = within(&rest.without(set), sets, next)?;
        found.push(*at);
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cases: &[usize]) -> CaseSet {
        let mut set = CaseSet::none(12);
        cases.iter().for_each(|case| set.insert(*case));
        set
    }

    fn of(sets: &[CaseSet]) -> Option<Vec<usize>> {
        let whole = set(&(0..12).collect::<Vec<usize>>());
        let numbered: Vec<(usize, &CaseSet)> = sets.iter().enumerate().collect();
        fewest(&whole, &numbered)
    }

    #[test]
    fn the_largest_is_not_always_among_the_fewest() {
        let sets = [set(&[0, 1, 2, 3, 6, 7, 8]), set(&[0, 1, 2, 3, 4, 5]), set(&[6, 7, 8, 9, 10, 11])];
        assert_eq!(of(&sets), Some(vec![1, 2]));
    }

    #[test]
    fn a_case_that_none_holds_is_left() {
        assert_eq!(of(&[set(&[0, 1, 2, 3, 4, 5]), set(&[6, 7, 8, 9, 10])]), None);
    }

    #[test]
    fn what_adds_nothing_is_not_named() {
        assert_eq!(of(&[set(&[1]), set(&[0, 1, 2, 3, 4, 5]), set(&[3]), set(&[6, 7, 8, 9, 10, 11])]), Some(vec![1, 3]));
    }
}
