//! Calls the module's exports by the component model's canonical ABI for `func(request: string) -> string`.
//!
//! The request is written to memory that `cabi_realloc` allocates; the module owns it from then on. The export returns the
//! address of two 32-bit numbers, the answer's address and length; `cabi_post_…` frees the answer. No pointer of the module
//! is trusted: each is checked against the size of the memory.

use crate::clock::RunningCall;
use crate::error::HostError;
use crate::limits::{Deadline, Limits, MemoryLimiter};
use wasmtime::{Instance, Memory, Module, Store, Trap, TypedFunc, WasmParams, WasmResults};

/// One call, in an instance that is dropped afterwards.
pub(crate) struct Call {
    store: Store<MemoryLimiter>,
    instance: Instance,
    memory: Memory,
    function: &'static str,
    limits: Limits,
    /// The clock ticks while the call exists.
    _running: RunningCall,
}

impl Call {
    /// Creates an instance, which takes some ten microseconds. No call sees the memory of another one.
    pub(crate) fn new(module: &Module, deadline: Deadline, limits: Limits) -> Result<Call, HostError> {
        let running =
            RunningCall::start(module.engine()).map_err(|error| HostError::Engine { reason: error.to_string() })?;
        let function = deadline.function;
        let mut store = Store::new(module.engine(), MemoryLimiter::new(&limits, deadline));
        store.limiter(|meter| meter);
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(|store| store.data().deadline.check());
        let instance = match Instance::new(&mut store, module, &[]) {
            Ok(instance) => instance,
            Err(error) => return Err(failure_of_start(store.data(), function, &error)),
        };
        let memory = instance.get_memory(&mut store, "memory").ok_or_else(|| missing("memory"))?;
        Ok(Call { store, instance, memory, function, limits, _running: running })
    }

    /// Calls an export that takes a request.
    pub(crate) fn with_request(mut self, request: &str) -> Result<String, HostError> {
        let (pointer, length) = self.write_request(request)?;
        let returned = self.invoke::<(u32, u32), u32>(self.function, (pointer, length))?;
        self.read_answer(returned)
    }

    /// Calls an export without arguments.
    pub(crate) fn without_request(mut self) -> Result<String, HostError> {
        let returned = self.invoke::<(), u32>(self.function, ())?;
        self.read_answer(returned)
    }

    fn write_request(&mut self, request: &str) -> Result<(u32, u32), HostError> {
        let Ok(length) = u32::try_from(request.len()) else {
            return Err(self.out_of_memory());
        };
        let pointer = self.invoke::<(u32, u32, u32, u32), u32>("cabi_realloc", (0, 0, 1, length))?;
        match self.memory.write(&mut self.store, pointer as usize, request.as_bytes()) {
            Ok(()) => Ok((pointer, length)),
            Err(_) => Err(self.invalid("`cabi_realloc` returned an address outside the memory")),
        }
    }

    fn read_answer(mut self, returned: u32) -> Result<String, HostError> {
        let area = self.read(returned, 8).ok_or_else(|| self.invalid("the return area is outside the memory"))?;
        let (pointer, length) = two_numbers(area).ok_or_else(|| self.invalid("the return area is too short"))?;
        let text = self.read(pointer, length).ok_or_else(|| self.invalid("the text is outside the memory"))?;
        let text = str::from_utf8(text).map_err(|error| self.invalid(&format!("the text is not UTF-8: {error}")))?;
        let text = text.to_owned();
        self.invoke::<u32, ()>(&format!("cabi_post_{}", self.function), returned)?;
        Ok(text)
    }

    fn read(&self, pointer: u32, length: u32) -> Option<&[u8]> {
        let start = pointer as usize;
        self.memory.data(&self.store).get(start..start.checked_add(length as usize)?)
    }

    fn invoke<P: WasmParams, R: WasmResults>(&mut self, name: &str, arguments: P) -> Result<R, HostError> {
        let export: TypedFunc<P, R> = self.instance.get_typed_func(&mut self.store, name).map_err(|_| missing(name))?;
        match export.call(&mut self.store, arguments) {
            Ok(results) => Ok(results),
            Err(error) => Err(failure(self.store.data(), self.function, &error)),
        }
    }

    fn out_of_memory(&self) -> HostError {
        HostError::OutOfMemory { function: self.function.to_owned(), limit: self.limits.memory }
    }

    fn invalid(&self, reason: &str) -> HostError {
        HostError::InvalidAnswer { function: self.function.to_owned(), reason: reason.to_owned() }
    }
}

pub(crate) fn missing(name: &str) -> HostError {
    HostError::MissingExport { name: name.to_owned() }
}

/// An instance that cannot be created. Its imports and exports were checked before, so what remains are its own start function
/// and the system.
fn failure_of_start(meter: &MemoryLimiter, function: &str, error: &wasmtime::Error) -> HostError {
    if meter.exceeded.is_some() || error.is::<HostError>() || error.is::<Trap>() {
        return failure(meter, function, error);
    }
    HostError::AddressSpace { reason: format!("{error:#}") }
}

/// Whether the call was ended, needed too much memory, or crashed.
fn failure(meter: &MemoryLimiter, function: &str, error: &wasmtime::Error) -> HostError {
    let function = function.to_owned();
    if let Some(ended) = error.downcast_ref::<HostError>() {
        return ended.clone();
    }
    if let Some(limit) = meter.exceeded {
        return HostError::OutOfMemory { function, limit };
    }
    match error.downcast_ref::<Trap>() {
        Some(trap) => HostError::Trap { function, reason: trap.to_string() },
        None => HostError::Trap { function, reason: format!("{error:#}") },
    }
}

fn two_numbers(area: &[u8]) -> Option<(u32, u32)> {
    let (first, rest) = area.split_first_chunk::<4>()?;
    let second = rest.first_chunk::<4>()?;
    Some((u32::from_le_bytes(*first), u32::from_le_bytes(*second)))
}
