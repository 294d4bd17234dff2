package clbplan.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.function.Function;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/**
 * The module in this library, which {@code src/build/java/CompileModule.java} has compiled to JVM bytecode.
 *
 * @param module its types, exports and data
 * @param factory the compiled code of an instance
 */
public record PackagedModule(WasmModule module, Function<Instance, Machine> factory) {
    /** Loads it; null if it is not in this build of the library. */
    public static PackagedModule load() throws IOException {
        try (InputStream meta = PackagedModule.class.getResourceAsStream("Compiled.meta")) {
            if (meta == null) {
                return null;
            }
            Constructor<? extends Machine> machine = constructor();
            return new PackagedModule(Parser.parse(meta), instance -> start(machine, instance));
        } catch (ReflectiveOperationException error) {
            throw new IOException("its classes are not in this build of the library", error);
        }
    }

    /** By its name, because the class does not exist yet when this one is compiled. */
    private static Constructor<? extends Machine> constructor() throws ReflectiveOperationException {
        return Class.forName("clbplan.internal.CompiledMachine").asSubclass(Machine.class).getConstructor(Instance.class);
    }

    private static Machine start(Constructor<? extends Machine> machine, Instance instance) {
        try {
            return machine.newInstance(instance);
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException("the compiled module cannot be started", error);
        }
    }
}
