//! The module's exports, called as the component model's canonical ABI lowers `func(request: string) -> string`.
//!
//! A request is written where `cabi_realloc` says, and belongs to the module from then on. What comes back points at two
//! 32-bit numbers, where the answer is and how long; `cabi_post_…` ends its life. Nothing the module says is trusted: every
//! pointer is checked against the memory there is.

use crate::error::HostError;
use crate::limits::{Limits, Meter};
use wasmtime::{Instance, Memory, Module, Store, Trap, TypedFunc, WasmParams, WasmResults};

/// One call: an instance with its memory, dropped at the end.
pub(crate) struct Call {
    store: Store<Meter>,
    instance: Instance,
    memory: Memory,
    function: &'static str,
    limits: Limits,
}

impl Call {
    /// A fresh instance: some ten microseconds, and no call sees what another one left behind.
    pub(crate) fn new(module: &Module, function: &'static str, limits: Limits) -> Result<Call, HostError> {
        let mut store = Store::new(module.engine(), Meter::new(&limits));
        store.limiter(|meter| meter);
        store.set_epoch_deadline(limits.ticks());
        let instance = match Instance::new(&mut store, module, &[]) {
            Ok(instance) => instance,
            Err(error) => return Err(failure(store.data(), &limits, function, &error)),
        };
        let memory = instance.get_memory(&mut store, "memory").ok_or_else(|| missing("memory"))?;
        Ok(Call { store, instance, memory, function, limits })
    }

    /// Calls an export that takes a request.
    pub(crate) fn with_request(mut self, request: &str) -> Result<String, HostError> {
        let (pointer, length) = self.hand_over(request)?;
        let returned = self.invoke::<(u32, u32), u32>(self.function, (pointer, length))?;
        self.take_answer(returned)
    }

    /// Calls an export that takes nothing.
    pub(crate) fn without_request(mut self) -> Result<String, HostError> {
        let returned = self.invoke::<(), u32>(self.function, ())?;
        self.take_answer(returned)
    }

    fn hand_over(&mut self, request: &str) -> Result<(u32, u32), HostError> {
        let Ok(length) = u32::try_from(request.len()) else {
            return Err(self.out_of_memory());
        };
        let pointer = self.invoke::<(u32, u32, u32, u32), u32>("cabi_realloc", (0, 0, 1, length))?;
        match self.memory.write(&mut self.store, pointer as usize, request.as_bytes()) {
            Ok(()) => Ok((pointer, length)),
            Err(_) => Err(self.invalid("`cabi_realloc` gave memory that is not there")),
        }
    }

    fn take_answer(mut self, returned: u32) -> Result<String, HostError> {
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
            Err(error) => Err(failure(self.store.data(), &self.limits, self.function, &error)),
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

/// Which of the three ends of a call this one is: too long, too large, or broken.
fn failure(meter: &Meter, limits: &Limits, function: &str, error: &wasmtime::Error) -> HostError {
    let function = function.to_owned();
    match error.downcast_ref::<Trap>() {
        Some(Trap::Interrupt) => HostError::Timeout { function, limit: limits.time },
        _ if meter.exceeded => HostError::OutOfMemory { function, limit: limits.memory },
        Some(trap) => HostError::Trap { function, reason: trap.to_string() },
        None => HostError::Trap { function, reason: format!("{error:#}") },
    }
}

fn two_numbers(area: &[u8]) -> Option<(u32, u32)> {
    let (first, rest) = area.split_first_chunk::<4>()?;
    let second = rest.first_chunk::<4>()?;
    Some((u32::from_le_bytes(*first), u32::from_le_bytes(*second)))
}
