package clbplan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules with one fault each: every fault gives its own exception, and the module can be called again afterwards. */
class FaultyModulesTest {
    private static final Limits SHORT = Limits.DEFAULT.withTime(Duration.ofMillis(300)).withCalls(1);

    @Test
    void aNewerMinorFormatVersionIsAccepted() {
        try (Clbplan module = Inputs.faultyModule("correct")) {
            assertEquals("ä → 中", module.planSync("ä → 中"));
            assertEquals("", module.validateService(""));
        }
    }

    @Test
    void anotherMajorFormatVersionIsRejected() {
        var error = assertThrows(ClbplanException.FormatVersion.class, () -> Inputs.faultyModule("other-format"));
        assertEquals("2.0", error.found);
        assertEquals("1.0", error.supported);
    }

    @Test
    void modulesThatAreNotClbplanAreRejected() {
        Map.of(
                        "empty", "does not export `memory`",
                        "no-memory", "does not export `memory`",
                        "imports", "imports env.now",
                        "no-format", "does not report its format",
                        "not-json", "does not report its format")
                .forEach((name, message) -> {
                    var error = assertThrows(ClbplanException.BadModule.class, () -> Inputs.faultyModule(name), name);
                    assertTrue(error.getMessage().contains(message), error.getMessage());
                });
    }

    @Test
    void filesThatAreNotModulesAreRejected(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("service.yaml"), "kind: Service\n");
        var text = assertThrows(ClbplanException.BadModule.class, () -> Clbplan.load(file));
        assertTrue(text.getMessage().startsWith(file + ": not a WebAssembly module"), text.getMessage());
        byte[] header = {0, 'a', 's', 'm', 13, 0, 1, 0};
        var component = assertThrows(ClbplanException.BadModule.class, () -> Clbplan.load(header, Limits.DEFAULT));
        assertTrue(component.getMessage().contains("component"), component.getMessage());
        assertThrows(ClbplanException.BadModule.class, () -> Clbplan.load(folder.resolve("nothing.wasm")));
        assertThrows(ClbplanException.BadModule.class, () -> Clbplan.load(new byte[0], Limits.DEFAULT));
    }

    /** Calls the faulty function, then another one, which must still work. */
    private static ClbplanException.BadCall callFaulty(String name, Limits limits) {
        try (Clbplan module = Inputs.faultyModule(name, limits)) {
            var error = assertThrows(ClbplanException.BadCall.class, () -> module.planSync("request"), name);
            assertEquals("plan-sync", error.function);
            for (int time = 0; time < 3; time++) {
                assertEquals("still works", module.validateService("still works"));
            }
            return error;
        }
    }

    @Test
    void callsWorkAfterATrap() {
        assertInstanceOf(ClbplanException.Trap.class, callFaulty("traps", Limits.DEFAULT));
        assertInstanceOf(ClbplanException.Trap.class, callFaulty("recurses", Limits.DEFAULT));
    }

    @Test
    void anEndlessLoopTimesOut() {
        long start = System.nanoTime();
        // With one slot, the next call can only start when the loop has really ended.
        var error = callFaulty("loops", SHORT);
        assertInstanceOf(ClbplanException.Timeout.class, error);
        assertEquals("`plan-sync` took longer than 0.3 s", error.getMessage());
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }

    @Test
    void theInterruptFlagOfTheCallerStaysSet() throws Exception {
        try (Clbplan module = Inputs.faultyModule("loops", SHORT.withTime(Duration.ofSeconds(30)))) {
            Throwable[] ended = new Throwable[1];
            boolean[] flag = new boolean[1];
            Thread caller = new Thread(() -> {
                ended[0] = assertThrows(ClbplanException.class, () -> module.planSync(""));
                flag[0] = Thread.currentThread().isInterrupted();
            });
            caller.start();
            Thread.sleep(100);
            caller.interrupt();
            caller.join(10_000);
            assertInstanceOf(ClbplanException.Interrupted.class, ended[0]);
            assertTrue(flag[0]);
            assertEquals("still works", module.hover("still works"));
        }
    }

    @Test
    void memoryIsLimited() {
        Limits small = Limits.DEFAULT.withMemoryBytes(4 << 20);
        assertInstanceOf(ClbplanException.Trap.class, callFaulty("exhausts-memory", small));
        Limits tiny = Limits.DEFAULT.withMemoryBytes(1 << 16);
        assertThrows(ClbplanException.BadModule.class, () -> Inputs.faultyModule("correct", tiny));
    }

    @Test
    void answersOutsideTheMemoryAreErrors() {
        for (String name : new String[] {"area-outside", "answer-outside", "answer-not-utf-8"}) {
            assertInstanceOf(ClbplanException.InvalidAnswer.class, callFaulty(name, Limits.DEFAULT), name);
        }
        try (Clbplan module = Inputs.faultyModule("allocates-outside")) {
            assertThrows(ClbplanException.InvalidAnswer.class, () -> module.planSync("longer than two"));
            assertEquals("ab", module.planSync("ab"));
        }
    }

    @Test
    void requestsOverTheSizeLimitAreNotSent() {
        try (Clbplan module = Inputs.faultyModule("correct")) {
            assertEquals(65536, module.maxRequestBytes());
            assertArrayEquals(new byte[65536], module.call(Function.PLAN_SYNC, new byte[65536]));
            var error = assertThrows(
                    ClbplanException.RequestTooLarge.class, () -> module.call(Function.PLAN_SYNC, new byte[65537]));
            assertEquals(65537, error.size);
            assertEquals(65536, error.limit);
        }
    }

    @Test
    void closedModulesAreNotCalled() {
        Clbplan module = Inputs.faultyModule("correct");
        module.close();
        assertThrows(IllegalStateException.class, () -> module.planSync(""));
    }

    @Test
    void invalidLimitsAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withCalls(0));
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withTime(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withMemoryBytes(1));
    }
}
