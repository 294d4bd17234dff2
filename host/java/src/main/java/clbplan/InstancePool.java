package clbplan;

import clbplan.internal.PackagedModule;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * The compiled module and its idle instances. An instance is only returned to the pool after a successful call, and only if its
 * memory, which never shrinks, is still small.
 */
final class InstancePool {
    static final long PAGE_BYTES = 1 << 16;

    private static final byte[] MAGIC = {0, 'a', 's', 'm'};

    private static final long MAX_IDLE_PAGES = (64 << 20) / PAGE_BYTES;

    private final WasmModule module;
    private final Function<Instance, Machine> factory;
    private final MemoryLimits memory;
    private final ConcurrentLinkedDeque<Instance> idle = new ConcurrentLinkedDeque<>();

    private InstancePool(WasmModule module, Function<Instance, Machine> factory, Limits limits) {
        this.module = module;
        this.factory = factory;
        int first = module.memorySection().orElseThrow().getMemory(0).limits().initialPages();
        int last = (int) (limits.memoryBytes() / PAGE_BYTES);
        if (first > last) {
            throw new ClbplanException.BadModule("the module's initial memory exceeds the limit", null);
        }
        memory = new MemoryLimits(first, last);
    }

    /** The module in this library, which is compiled already. */
    static InstancePool packaged(Limits limits) {
        try {
            PackagedModule packaged = PackagedModule.load();
            if (packaged == null) {
                throw new ClbplanException.BadModule("the module is not in this build of the library", null);
            }
            return new InstancePool(packaged.module(), packaged.factory(), limits);
        } catch (IOException error) {
            throw new ClbplanException.BadModule("cannot read the module: " + error.getMessage(), error);
        }
    }

    /** Another module, which is checked and compiled. */
    static InstancePool compile(byte[] wasm, Limits limits) {
        checkKind(wasm);
        try {
            WasmModule module = Parser.parse(wasm);
            checkInterface(module);
            // Functions too long for the JVM are interpreted; SILENT avoids a message on standard error.
            Function<Instance, Machine> factory = MachineFactoryCompiler.builder(module)
                    .withInterpreterFallback(InterpreterFallback.SILENT)
                    .compile();
            return new InstancePool(module, factory, limits);
        } catch (WasmEngineException error) {
            throw new ClbplanException.BadModule("not a WebAssembly module: " + error.getMessage(), error);
        }
    }

    Instance take() {
        Instance available = idle.pollFirst();
        if (available != null) {
            return available;
        }
        return Instance.builder(module)
                .withMachineFactory(factory)
                .withMemoryFactory(ByteArrayMemory::new)
                .withMemoryLimits(memory)
                .build();
    }

    void giveBack(Instance instance) {
        if (instance.memory().pages() <= MAX_IDLE_PAGES) {
            idle.addFirst(instance);
        }
    }

    void clear() {
        idle.clear();
    }

    /** Rejects files that are not a core module, with a clearer message than the runtime's. */
    private static void checkKind(byte[] wasm) {
        if (!Arrays.equals(wasm, 0, Math.min(4, wasm.length), MAGIC, 0, MAGIC.length)) {
            throw new ClbplanException.BadModule("not a WebAssembly module: it does not start with `\\0asm`", null);
        }
        if (wasm.length >= 8 && wasm[6] == 1 && wasm[7] == 0) {
            throw new ClbplanException.BadModule(
                    "a WebAssembly component; pass the core module `clbplan.wasm` instead", null);
        }
    }

    private static void checkInterface(WasmModule module) {
        List<Import> imports = module.importSection().stream().toList();
        if (!imports.isEmpty()) {
            Import first = imports.get(0);
            throw new ClbplanException.BadModule(
                    "the module imports " + first.module() + "." + first.name() + ", but clbplan's module has no imports; is this `clbplan.wasm`?",
                    null);
        }
        if (find(module, "memory", ExternalType.MEMORY) == null || module.memorySection().isEmpty()) {
            throw missing("memory");
        }
        expect(module, "cabi_realloc", 4, 1);
        expect(module, AbiCall.ABOUT, 0, 1);
        expect(module, AbiCall.post(AbiCall.ABOUT), 1, 0);
        for (Operation operation : Operation.values()) {
            expect(module, operation.export(), 2, 1);
            expect(module, AbiCall.post(operation.export()), 1, 0);
        }
    }

    private static void expect(WasmModule module, String name, int params, int results) {
        Export export = find(module, name, ExternalType.FUNCTION);
        if (export == null) {
            throw missing(name);
        }
        FunctionType type = module.functionSection().getFunctionType(export.index(), module.typeSection());
        boolean isI32 = type.params().stream().allMatch(ValType.I32::equals)
                && type.returns().stream().allMatch(ValType.I32::equals);
        if (!isI32 || type.params().size() != params || type.returns().size() != results) {
            throw missing(name);
        }
    }

    private static Export find(WasmModule module, String name, ExternalType type) {
        for (int index = 0; index < module.exportSection().exportCount(); index++) {
            Export export = module.exportSection().getExport(index);
            if (export.name().equals(name) && export.exportType() == type) {
                return export;
            }
        }
        return null;
    }

    private static ClbplanException.BadModule missing(String name) {
        return new ClbplanException.BadModule("the module does not export `" + name + "` as clbplan does", null);
    }
}
