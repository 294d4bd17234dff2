//! Limits of the input. Each is far above what a cluster has and far below what would hang or exhaust the module:
//! exceeding one is a finding, never a trap.

/// Size of a request: 64 MiB. Services, Nodes and EndpointSlices of the largest clusters are a tenth of that. The tree
/// of a request takes several times the size of its text, and the module can address 4 GiB.
pub const MAX_REQUEST_BYTES: usize = 64 << 20;

/// Size of one text.
pub const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;

/// Documents in one text.
pub const MAX_DOCUMENTS: u32 = 100_000;

/// Nesting of arrays and objects. Code that walks a tree recurses at most this deep, and that must fit on the stack of
/// a WebAssembly module. Kubernetes objects nest less than 30 levels.
pub const MAX_DEPTH: usize = 128;

/// Values in one text, with aliases expanded.
pub const MAX_NODES: usize = 2_000_000;

/// Values that the aliases of one document may add. A string counts once more for every 32 bytes, because a long text
/// behind many aliases takes as much memory as many values.
pub const MAX_ALIAS_NODES: usize = 100_000;

/// Comments of one document that directly follow a quote or a bracket. Each makes the document be read again.
pub const MAX_TIGHT_COMMENTS: usize = 16;

/// Findings about one text. A text with more is no manifest at all.
pub const MAX_FINDINGS: usize = 1_000;
