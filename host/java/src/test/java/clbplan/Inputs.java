package clbplan;

import java.nio.file.Path;

/** What the tests need: `cargo xtask hosts java` makes it, and says where it is. */
final class Inputs {
    static final Path MODULE = Path.of("../../pkg/clbplan.wasm");

    private static Clbplan real;

    private Inputs() {}

    static Path target(String name) {
        String folder = System.getenv("CLBPLAN_TARGET");
        return Path.of(folder == null ? "../../target" : folder).resolve(name);
    }

    /** A module with one fault, or none: see `xtask/src/faults.rs`. */
    static Clbplan fault(String name, Limits limits) {
        return Clbplan.load(target("faults/" + name + ".wasm"), limits);
    }

    static Clbplan fault(String name) {
        return fault(name, Limits.DEFAULT);
    }

    /** clbplan itself, compiled once for all tests. */
    static synchronized Clbplan real() {
        if (real == null) {
            real = Clbplan.load(MODULE, Limits.DEFAULT.withCalls(8));
        }
        return real;
    }
}
