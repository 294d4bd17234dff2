//! The listeners of one CLB, found by their port.

use super::{Listener, ListenerKey};
use crate::sorted_map::sort_by;
use std::ops::{Deref, Range};

/// The listeners of one CLB. Many Services may share it, and each looks for its own ports: to look at every listener for each
/// of them would take the product of both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listeners {
    /// By port, protocol and id.
    sorted: Vec<Listener>,
    /// The position of the first one with a range of ports; the number of listeners where there is none.
    first_range: usize,
}

impl Listeners {
    /// Listeners in any order.
    pub fn new(mut listeners: Vec<Listener>) -> Listeners {
        sort_by(&mut listeners, |a, b| (a.port, &a.protocol, &a.id).cmp(&(b.port, &b.protocol, &b.id)));
        let first_range = listeners.iter().take_while(|listener| listener.end_port.is_none()).count();
        Listeners { sorted: listeners, first_range }
    }

    /// Those beside which a listener of that key cannot exist.
    pub fn that_occupy(&self, key: ListenerKey) -> impl Iterator<Item = &Listener> {
        let at_port = self.positions_at(key.port);
        // A range of ports begins at or before the port.
        let candidates = at_port.start.min(self.first_range)..at_port.end;
        self.sorted.get(candidates).unwrap_or_default().iter().filter(move |listener| listener.occupies(key))
    }

    /// Those with that key; of a range of ports it has the first one.
    pub fn with_key(&self, key: ListenerKey) -> impl Iterator<Item = &Listener> {
        self.at_port(key.port).iter().filter(move |listener| listener.key == Some(key))
    }

    /// Those whose only or first port it is.
    pub fn at_port(&self, port: u16) -> &[Listener] {
        self.sorted.get(self.positions_at(port)).unwrap_or_default()
    }

    /// The positions of those whose only or first port it is.
    pub fn positions_at(&self, port: u16) -> Range<usize> {
        let start = self.sorted.partition_point(|listener| listener.port < port);
        let same = self.sorted.iter().skip(start).take_while(|listener| listener.port == port);
        start..start + same.count()
    }

    /// The first one with an id.
    pub fn with_id_mut(&mut self, id: &str) -> Option<&mut Listener> {
        self.sorted.iter_mut().find(|listener| listener.id == id)
    }

    /// Without those that have an id.
    pub fn without_id(self, id: &str) -> Listeners {
        let others = self.sorted.into_iter().filter(|listener| listener.id != id);
        Listeners::new(others.collect())
    }
}

impl Deref for Listeners {
    type Target = [Listener];

    fn deref(&self) -> &[Listener] {
        &self.sorted
    }
}

impl<'a> IntoIterator for &'a Listeners {
    type Item = &'a Listener;
    type IntoIter = std::slice::Iter<'a, Listener>;

    fn into_iter(self) -> Self::IntoIter {
        self.sorted.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tke::Protocol;

    /// What is found by port is what looking at each listener finds.
    #[test]
    fn listeners_of_a_port_and_ranges_around_it_are_found() {
        let all = [
            Listener::without_details(Some(Protocol::Tcp), 90, None),
            Listener::without_details(Some(Protocol::Udp), 80, None),
            Listener::without_details(None, 80, None),
            Listener::without_details(Some(Protocol::Http), 81, None),
            Listener::without_details(Some(Protocol::Tcp), 79, Some(81)),
            Listener::without_details(Some(Protocol::Udp), 85, Some(95)),
            Listener::without_details(Some(Protocol::Tcp), 70, None),
        ];
        for count in 0..=all.len() {
            let listeners = Listeners::new(all.iter().take(count).cloned().collect());
            for port in 69..=96 {
                for protocol in [Protocol::Tcp, Protocol::Udp, Protocol::Https] {
                    let key = ListenerKey { protocol, port };
                    let found: Vec<&Listener> = listeners.that_occupy(key).collect();
                    let expected: Vec<&Listener> = listeners.iter().filter(|listener| listener.occupies(key)).collect();
                    assert_eq!(found, expected, "{key}, {count} listeners");
                }
            }
        }
    }
}
