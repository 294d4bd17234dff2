//! What kind of process calls the module: that decides how a call is limited in time, and whether memory is kept between calls.

use wasmtime::{Config, Enabled, InstanceAllocationStrategy, PoolingAllocationConfig};

/// What kind of process calls the module. Code compiled for one kind does not load in a process of the other kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProcessKind {
    /// It makes many calls, from any number of threads, and must outlive each of them. The compiled code checks at every loop
    /// and function whether the call's time is over, and the memory of finished calls is used again.
    #[default]
    Server,
    /// It makes a few calls and ends. The compiled code checks nothing, which makes it faster: a call whose time is over is
    /// given up, but its thread runs until the process ends.
    Command,
}

/// Memory that is kept for each instance of a server. A plan of a few Services touches less than this. Above it, memory is
/// returned to the operating system after each call.
const RESIDENT_BYTES: usize = 4 << 20;

/// Elements of the table that are kept, likewise.
const RESIDENT_TABLE_BYTES: usize = 64 << 10;

/// Whether the memory of instances is kept between calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InstanceMemory {
    /// It is, where the kind of process has use for it. Some gigabytes of addresses are reserved for each instance.
    Kept,
    /// Each instance gets new memory.
    New,
}

impl ProcessKind {
    /// Calls that run at once; more wait. They need a processor each, so more would not be faster. `None`: any number.
    pub(crate) fn calls_at_once(self) -> Option<u32> {
        match self {
            ProcessKind::Server => {
                let processors = std::thread::available_parallelism().map_or(1, usize::from);
                Some(u32::try_from(processors).unwrap_or(u32::MAX).saturating_mul(2).clamp(4, 256))
            }
            ProcessKind::Command => None,
        }
    }

    /// Whether the compiled code checks the time.
    pub(crate) fn interrupts_calls(self) -> bool {
        match self {
            ProcessKind::Server => true,
            ProcessKind::Command => false,
        }
    }

    /// Sets what the kind decides. `memory` because a process may have too little address space for a server's.
    pub(crate) fn configure(self, config: &mut Config, memory: InstanceMemory) {
        config.epoch_interruption(self.interrupts_calls());
        if let (Some(calls), InstanceMemory::Kept) = (self.calls_at_once(), memory) {
            let mut pool = PoolingAllocationConfig::new();
            pool.total_core_instances(calls).total_memories(calls).total_tables(calls);
            pool.pagemap_scan(Enabled::Auto);
            pool.linear_memory_keep_resident(RESIDENT_BYTES).table_keep_resident(RESIDENT_TABLE_BYTES);
            config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
        }
    }
}
