//! What a request may be at most, before anything looks at it.

/// Bytes of a request: 64 MiB. The largest clusters' Services, Nodes and EndpointSlices are a tenth of that; a request's
/// tree takes several times its text, and the module has 4 GiB of addresses.
pub const MAX_REQUEST_BYTES: usize = 64 << 20;
