//! The protocols of CLB listeners.

use std::fmt;

/// What a listener speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// Layer 4.
    Tcp,
    /// Layer 4.
    Udp,
    /// Layer 4 with TLS that ends at the CLB.
    TcpSsl,
    /// Layer 7.
    Http,
    /// Layer 7 with TLS that ends at the CLB.
    Https,
    /// Layer 4 over UDP with TLS that ends at the CLB.
    Quic,
}

/// Which half of the port space a protocol takes: two listeners of one class cannot share a port number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transport {
    /// TCP, TCP_SSL, HTTP, HTTPS.
    Tcp,
    /// UDP, QUIC.
    Udp,
}

/// Whether a protocol is forwarded as it is or by domain and path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OsiLayer {
    /// Backends belong to the listener.
    Four,
    /// Backends belong to the listener's rules.
    Seven,
}

impl Protocol {
    /// Every protocol, in the order in which they are listed to people.
    pub const ALL: [Protocol; 6] =
        [Protocol::Tcp, Protocol::Udp, Protocol::TcpSsl, Protocol::Http, Protocol::Https, Protocol::Quic];

    /// As annotations and the CLB API write it.
    pub const fn name(self) -> &'static str {
        match self {
            Protocol::Tcp => "TCP",
            Protocol::Udp => "UDP",
            Protocol::TcpSsl => "TCP_SSL",
            Protocol::Http => "HTTP",
            Protocol::Https => "HTTPS",
            Protocol::Quic => "QUIC",
        }
    }

    /// The protocol of that exact name.
    pub fn from_name(name: &str) -> Option<Protocol> {
        Protocol::ALL.into_iter().find(|protocol| protocol.name() == name)
    }

    /// See [`Transport`].
    pub const fn transport(self) -> Transport {
        match self {
            Protocol::Tcp | Protocol::TcpSsl | Protocol::Http | Protocol::Https => Transport::Tcp,
            Protocol::Udp | Protocol::Quic => Transport::Udp,
        }
    }

    /// See [`OsiLayer`].
    pub const fn layer(self) -> OsiLayer {
        match self {
            Protocol::Tcp | Protocol::Udp | Protocol::TcpSsl | Protocol::Quic => OsiLayer::Four,
            Protocol::Http | Protocol::Https => OsiLayer::Seven,
        }
    }
}

impl Transport {
    /// `TCP` or `UDP`: what `spec.ports[].protocol` calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Transport::Tcp => "TCP",
            Transport::Udp => "UDP",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for protocol in Protocol::ALL {
            assert_eq!(Protocol::from_name(protocol.name()), Some(protocol));
        }
        assert_eq!(Protocol::from_name("tcp"), None);
    }
}
