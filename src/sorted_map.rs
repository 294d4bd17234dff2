//! Maps and sets ordered by key, each stored as one sorted list.
//!
//! They replace the tree maps of the standard library, whose code is generated anew for every pair of types: that was a
//! fifth of the module, which is loaded over slow links. Lookups are as fast. An insertion moves everything behind it,
//! so collections that grow with the cluster are collected first and sorted once ([`SortedMap::from_unsorted`]). Only
//! what this crate needs is implemented.
//!
//! `litemap` 0.8.3 was measured in place of the searches, insertions and removals: the module was 7,545 bytes larger, 2,228
//! compressed. So it was not taken.

mod sort_by_positions;

use sort_by_positions::{DuplicatesKept, FEW, ItemComparison, order};
use std::borrow::Borrow;
use std::cmp::Ordering;

/// Sorts stably.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    reorder(items, DuplicatesKept::All, compare);
}

/// Sorts.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Puts items in order, and returns how many of them stay: the first ones then.
fn reorder<T>(items: &mut [T], equal: DuplicatesKept, compare: impl Fn(&T, &T) -> Ordering) -> usize {
    let mut swaps = order(items.len(), equal, &|a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        (_, _) => Ordering::Equal,
    });
    for (a, b) in swaps.by_ref() {
        items.swap(a, b);
    }
    swaps.kept
}

/// As `collect`, which would ask chains of iterators for their length, at the cost of a function for each of them.
fn list<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}

/// Sorts stably; of equal items the last one stays.
pub fn sort_and_keep_last_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let kept = reorder(items, DuplicatesKept::Last, compare);
    items.truncate(kept);
}

/// For each item, whether an equal one comes before it.
pub fn repeats<T: Ord>(items: &[T]) -> Vec<bool> {
    // Comparing each of a few items with every other one takes less time than sorting them.
    if items.len() <= FEW {
        let is_repeat = |(index, item): (usize, &T)| items.iter().take(index).any(|earlier| earlier == item);
        return items.iter().enumerate().map(is_repeat).collect();
    }
    let mut sorted: Vec<(&T, usize)> = items.iter().zip(0..).collect();
    sort_by(&mut sorted, Ord::cmp);
    let mut repeats = vec![false; items.len()];
    for ((earlier, _), (later, at)) in sorted.iter().zip(sorted.iter().skip(1)) {
        if let Some(repeat) = repeats.get_mut(*at) {
            *repeat = earlier == later;
        }
    }
    repeats
}

/// A map ordered by key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortedMap<K, V> {
    entries: Vec<(K, V)>,
}

/// A set ordered by item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortedSet<T> {
    items: Vec<T>,
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> SortedMap<K, V> {
        SortedMap::new()
    }
}

impl<K, V> SortedMap<K, V> {
    pub const fn new() -> SortedMap<K, V> {
        SortedMap { entries: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + Clone {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The entry at a position in the order of keys.
    pub fn entry_at(&self, position: usize) -> Option<(&K, &V)> {
        self.entries.get(position).map(|(key, value)| (key, value))
    }

    /// Entries from the first key for which `before` is false.
    pub fn iter_from(&self, before: impl Fn(&K) -> bool) -> impl Iterator<Item = (&K, &V)> {
        let start = self.entries.partition_point(|(key, _)| before(key));
        self.entries.get(start..).unwrap_or_default().iter().map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.entries.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.entries.iter().map(|(_, value)| value)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.entries.into_iter().map(|(_, value)| value)
    }

    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.entries.retain_mut(|(key, value)| keep(key, value));
    }
}

/// The position of an item among `len` sorted ones, or the position where it belongs; `others` compares the item at a position
/// to it. Not generic, so its code exists once.
fn search(len: usize, others: &dyn ItemComparison) -> Result<usize, usize> {
    // Input is mostly in order already, so the end is tried first.
    if len == 0 || others.compare(len - 1) == Ordering::Less {
        return Err(len);
    }
    let (mut from, mut to) = (0, len);
    while from < to {
        let middle = from + (to - from) / 2;
        match others.compare(middle) {
            Ordering::Less => from = middle + 1,
            Ordering::Equal => return Ok(middle),
            Ordering::Greater => to = middle,
        }
    }
    Err(from)
}

impl<K: Ord, V> SortedMap<K, V> {
    /// A map of entries in any order; of equal keys the last entry counts, as with [`SortedMap::insert`]. Inserting ten
    /// thousand entries one by one in random order would move each of them thousands of times.
    pub fn from_unsorted(mut entries: Vec<(K, V)>) -> SortedMap<K, V> {
        sort_and_keep_last_by(&mut entries, |a, b| a.0.cmp(&b.0));
        SortedMap { entries }
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        search(self.entries.len(), &|at: usize| {
            self.entries.get(at).map_or(Ordering::Greater, |(entry, _)| entry.borrow().cmp(key))
        })
    }

    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().and_then(|at| self.entries.get(at)).map(|(_, value)| value)
    }

    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().and_then(|at| self.entries.get_mut(at)).map(|(_, value)| value)
    }

    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets the value of a key and returns the previous one.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => self.entries.get_mut(at).map(|(_, entry)| std::mem::replace(entry, value)),
            Err(at) => {
                self.entries.insert(at, (key, value));
                None
            }
        }
    }

    /// Removes a key and returns its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|at| self.entries.remove(at).1)
    }

    /// The value of a key; inserts it when it is absent.
    pub fn get_or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.entries.insert(at, (key, value()));
                at
            }
        };
        // The entry exists: it was found or has just been inserted.
        #[allow(clippy::indexing_slicing)]
        &mut self.entries[at].1
    }

    /// The value of a key; inserts the type's default when it is absent.
    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.get_or_insert_with(key, V::default)
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> SortedMap<K, V> {
        SortedMap::from_unsorted(list(entries))
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

pub struct Entries<'a, K, V>(std::slice::Iter<'a, (K, V)>);

impl<'a, K, V> Iterator for Entries<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }
}

impl<'a, K, V> IntoIterator for &'a SortedMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Entries<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        Entries(self.entries.iter())
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> SortedSet<T> {
        SortedSet::new()
    }
}

impl<T> SortedSet<T> {
    pub const fn new() -> SortedSet<T> {
        SortedSet { items: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Items from the first one for which `before` is false.
    pub fn iter_from(&self, before: impl Fn(&T) -> bool) -> std::slice::Iter<'_, T> {
        let start = self.items.partition_point(before);
        self.items.get(start..).unwrap_or_default().iter()
    }

    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.items.retain(keep);
    }
}

impl<T: Ord> SortedSet<T> {
    /// A set of items in any order, as [`SortedMap::from_unsorted`].
    pub fn from_unsorted(mut items: Vec<T>) -> SortedSet<T> {
        sort_and_keep_last_by(&mut items, T::cmp);
        SortedSet { items }
    }

    fn find<Q: Ord + ?Sized>(&self, item: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        search(self.items.len(), &|at: usize| {
            self.items.get(at).map_or(Ordering::Greater, |other| other.borrow().cmp(item))
        })
    }

    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(item).is_ok()
    }

    /// Inserts an item; true when it was absent.
    pub fn insert(&mut self, item: T) -> bool {
        let place = self.find(&item);
        if let Err(at) = place {
            self.items.insert(at, item);
        }
        place.is_err()
    }

    /// Removes an item; true when it was present.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(item).map(|at| self.items.remove(at)).is_ok()
    }

    pub fn is_subset(&self, other: &SortedSet<T>) -> bool {
        self.iter().all(|item| other.contains(item))
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> SortedSet<T> {
        SortedSet::from_unsorted(list(items))
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

#[cfg(test)]
mod tests;
