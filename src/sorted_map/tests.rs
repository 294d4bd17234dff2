use super::*;
use std::collections::BTreeMap;

#[test]
fn a_map_behaves_as_a_btree_map() {
    let keys = [5, 1, 9, 1, 7, 5, 0, 9, 3];
    let ours: SortedMap<i32, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let theirs: BTreeMap<i32, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    assert_eq!(ours.iter().collect::<Vec<_>>(), theirs.iter().collect::<Vec<_>>());
    assert_eq!(ours.get(&7), Some(&4));
    assert_eq!(ours.get(&8), None);
    let at_once = SortedMap::from_unsorted(keys.iter().enumerate().map(|(at, key)| (*key, at)).collect());
    assert_eq!(at_once, ours);
}

#[test]
fn sorting_is_stable_and_repeats_are_found() {
    let mut items: Vec<(u32, u32)> = (0..100).map(|at| (at * 7 % 10, at)).collect();
    let mut expected = items.clone();
    expected.sort_by_key(|item| item.0);
    sort_by(&mut items, |a, b| a.0.cmp(&b.0));
    assert_eq!(items, expected);
    let repeated = |few: Vec<u32>| repeats(&few).into_iter().filter(|repeats| *repeats).count();
    assert_eq!((repeated(vec![2, 1, 2, 2]), repeated((0..40).map(|at| at % 7).collect())), (2, 33));
}

#[test]
fn any_number_of_items_is_put_in_order_and_the_last_of_equal_ones_stays() {
    for count in 0..60_u32 {
        let items = || (0..count).map(|at| (at * 7919 % 31, at)).collect::<Vec<(u32, u32)>>();
        let (mut ours, mut theirs) = (items(), items());
        theirs.sort_by_key(|item| item.0);
        sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
        assert_eq!(ours, theirs);
        let map = SortedMap::from_unsorted(items());
        let expected: BTreeMap<u32, u32> = items().into_iter().collect();
        assert_eq!(map.iter().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
        let set: SortedSet<u32> = items().into_iter().map(|item| item.0).collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    }
}

#[test]
fn entries_are_inserted_found_and_removed() {
    let mut map: SortedMap<String, Vec<i32>> = SortedMap::new();
    map.get_or_default("b".to_owned()).push(1);
    map.get_or_default("a".to_owned()).push(2);
    map.get_or_default("b".to_owned()).push(3);
    assert_eq!(map.get("b"), Some(&vec![1, 3]));
    assert_eq!(map.remove("a"), Some(vec![2]));
    assert_eq!(map.remove("a"), None);
    assert_eq!(map.len(), 1);
}

#[test]
fn a_set_has_each_item_once_and_in_order() {
    let mut set: SortedSet<&str> = ["b", "a", "b"].into_iter().collect();
    assert_eq!(set.iter().copied().collect::<Vec<_>>(), ["a", "b"]);
    assert!(!set.insert("a") && set.remove("a") && !set.contains("a"));
    assert!(set.is_subset(&["c", "b"].into_iter().collect()));
}
