//! How much a text may hold. Each limit is far above what a cluster has and far below what would hang or exhaust the
//! module: beyond it there is a finding with a place, never a trap.

/// Bytes of a request: 64 MiB. The Services, Nodes and EndpointSlices of the largest clusters are a tenth of that; the
/// tree of a request takes several times its text, and the module has 4 GiB of addresses.
pub const MAX_REQUEST_BYTES: usize = 64 << 20;

/// Bytes of one text.
pub const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;

/// Documents of one text.
pub const MAX_DOCUMENTS: u32 = 100_000;

/// Arrays and objects inside each other. Everything that walks a tree recurses at most this deep, which has to fit
/// into the stack of a WebAssembly module. Objects of Kubernetes stay below 30.
pub const MAX_DEPTH: usize = 128;

/// Values of one text, aliases expanded.
pub const MAX_NODES: usize = 2_000_000;

/// Values that the aliases of one document may add. A string counts once more for every 32 bytes, because a long
/// text behind many aliases is as large as many values.
pub const MAX_ALIAS_NODES: usize = 100_000;

/// Comments of one document that stand right behind a quote or a bracket. Each makes it read once more.
pub const MAX_TIGHT_COMMENTS: usize = 16;

/// Findings of reading one text. Whoever has so many has the wrong text.
pub const MAX_FINDINGS: usize = 1_000;
