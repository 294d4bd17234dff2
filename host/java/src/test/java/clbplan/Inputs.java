package clbplan;

import java.nio.file.Path;

/** The inputs of the tests, which `cargo xtask hosts java` creates. */
final class Inputs {
    static final Path MODULE = Path.of("../../pkg/clbplan.wasm");

    private static Planner planner;

    private Inputs() {}

    static Path target(String name) {
        String folder = System.getenv("CLBPLAN_TARGET");
        return Path.of(folder == null ? "../../target" : folder).resolve(name);
    }

    /** A module with one fault, or without any: see `xtask/src/faulty_modules.rs`. */
    static Planner faultyModule(String name, Limits limits) {
        return Planner.load(target("faulty-modules/" + name + ".wasm"), limits);
    }

    static Planner faultyModule(String name) {
        return faultyModule(name, Limits.DEFAULT);
    }

    /** The module in this library, loaded once for all tests. */
    static synchronized Planner planner() {
        if (planner == null) {
            planner = Planner.load(Limits.DEFAULT.withCalls(8));
        }
        return planner;
    }
}
