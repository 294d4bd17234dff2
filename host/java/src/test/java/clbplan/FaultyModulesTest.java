package clbplan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules with one fault each: every fault gives its own exception, and the module can be called again afterwards. */
class FaultyModulesTest {
    private static final Limits SHORT = Limits.DEFAULT.withTime(Duration.ofMillis(300)).withCalls(1);

    @Test
    void aNewerMinorFormatVersionIsAccepted() {
        try (Planner planner = Inputs.faultyModule("correct")) {
            assertEquals("ä → 中", planner.call(Operation.PLAN, "ä → 中"));
            assertEquals("", planner.call(Operation.VALIDATE, ""));
        }
    }

    @Test
    void anotherMajorFormatVersionIsRejected() {
        var error = assertThrows(ClbplanException.FormatVersion.class, () -> Inputs.faultyModule("other-format"));
        assertEquals("2.0", error.found());
        assertEquals("1.0", error.supported());
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
        var text = assertThrows(ClbplanException.BadModule.class, () -> Planner.load(file, Limits.DEFAULT));
        assertTrue(text.getMessage().startsWith(file + ": not a WebAssembly module"), text.getMessage());
        byte[] header = {0, 'a', 's', 'm', 13, 0, 1, 0};
        var component = assertThrows(ClbplanException.BadModule.class, () -> Planner.load(header, Limits.DEFAULT));
        assertTrue(component.getMessage().contains("component"), component.getMessage());
        assertThrows(ClbplanException.BadModule.class, () -> Planner.load(folder.resolve("nothing.wasm"), Limits.DEFAULT));
        assertThrows(ClbplanException.BadModule.class, () -> Planner.load(new byte[0], Limits.DEFAULT));
    }

    /** Calls the faulty function, then another one, which must still work. */
    private static ClbplanException.BadCall callFaulty(String name, Limits limits) {
        try (Planner planner = Inputs.faultyModule(name, limits)) {
            var error = assertThrows(ClbplanException.BadCall.class, () -> planner.call(Operation.PLAN, "request"), name);
            assertEquals("plan-sync", error.function());
            for (int time = 0; time < 3; time++) {
                assertEquals("still works", planner.call(Operation.VALIDATE, "still works"));
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
    void faultsDoNotAffectCallsInOtherThreads() {
        for (String name : new String[] {"traps", "recurses", "loops", "exhausts-memory"}) {
            Limits limits = Limits.DEFAULT.withCalls(4).withMemoryBytes(4 << 20);
            try (Planner planner = Inputs.faultyModule(name, limits)) {
                Planner impatient = planner.withTimeout(Duration.ofMillis(200));
                List<CompletableFuture<?>> callers = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    Runnable call = caller < 2
                            ? () -> assertThrows(ClbplanException.class, () -> impatient.call(Operation.PLAN, ""), name)
                            : () -> assertEquals(name, planner.call(Operation.VALIDATE, name));
                    Runnable calls = () -> {
                        for (int time = 0; time < 10; time++) {
                            call.run();
                        }
                    };
                    callers.add(CompletableFuture.runAsync(calls, task -> new Thread(task).start()));
                }
                callers.forEach(CompletableFuture::join);
            }
        }
    }

    @Test
    void theInterruptFlagOfTheCallerStaysSet() throws Exception {
        try (Planner planner = Inputs.faultyModule("loops", SHORT.withTime(Duration.ofSeconds(30)))) {
            Throwable[] ended = new Throwable[1];
            boolean[] flag = new boolean[1];
            Thread caller = new Thread(() -> {
                ended[0] = assertThrows(ClbplanException.class, () -> planner.call(Operation.PLAN, ""));
                flag[0] = Thread.currentThread().isInterrupted();
            });
            caller.start();
            Thread.sleep(100);
            caller.interrupt();
            caller.join(10_000);
            assertInstanceOf(ClbplanException.Interrupted.class, ended[0]);
            assertTrue(flag[0]);
            assertEquals("still works", planner.call(Operation.HOVER, "still works"));
        }
    }

    @Test
    void memoryIsLimited() {
        Limits small = Limits.DEFAULT.withMemoryBytes(4 << 20);
        assertInstanceOf(ClbplanException.OutOfMemory.class, callFaulty("exhausts-memory", small));
        Limits tiny = Limits.DEFAULT.withMemoryBytes(1 << 16);
        assertThrows(ClbplanException.BadModule.class, () -> Inputs.faultyModule("correct", tiny));
    }

    @Test
    void answersOutsideTheMemoryAreErrors() {
        for (String name : new String[] {"area-outside", "answer-outside", "answer-not-utf-8"}) {
            assertInstanceOf(ClbplanException.InvalidAnswer.class, callFaulty(name, Limits.DEFAULT), name);
        }
        try (Planner planner = Inputs.faultyModule("allocates-outside")) {
            assertThrows(ClbplanException.InvalidAnswer.class, () -> planner.call(Operation.PLAN, "longer than two"));
            assertEquals("ab", planner.call(Operation.PLAN, "ab"));
        }
    }

    @Test
    void requestsOverTheSizeLimitAreNotSent() {
        try (Planner planner = Inputs.faultyModule("correct")) {
            assertEquals(65536, planner.maxRequestBytes());
            assertArrayEquals(new byte[65536], planner.call(Operation.PLAN, new byte[65536]));
            var error = assertThrows(
                    ClbplanException.RequestTooLarge.class, () -> planner.call(Operation.PLAN, new byte[65537]));
            assertEquals(65537, error.size());
            assertEquals(65536, error.limit());
        }
    }

    @Test
    void invalidLimitsAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withCalls(0));
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withTime(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withMemoryBytes(1));
    }

    @Test
    void limitsLongerThanAnyProcessAreAccepted() {
        for (Duration time : new Duration[] {ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE)}) {
            try (Planner planner = Inputs.faultyModule("correct", Limits.DEFAULT.withTime(time))) {
                assertEquals("answer", planner.call(Operation.HOVER, "answer"));
            }
        }
    }

    @Test
    void aCallHasItsOwnTimeLimit() {
        try (Planner planner = Inputs.faultyModule("loops")) {
            Planner impatient = planner.withTimeout(Duration.ofMillis(200));
            var error = assertThrows(ClbplanException.Timeout.class, () -> impatient.call(Operation.PLAN, ""));
            assertEquals("`plan-sync` took longer than 0.2 s", error.getMessage());
            assertEquals("still works", planner.call(Operation.HOVER, "still works"));
            assertThrows(IllegalArgumentException.class, () -> planner.withTimeout(Duration.ofSeconds(-1)));
        }
    }

    @Test
    void requestsThatAreTooLargeAreRefusedBeforeTheyAreEncoded() {
        try (Planner planner = Inputs.faultyModule("correct")) {
            var error = assertThrows(
                    ClbplanException.RequestTooLarge.class, () -> planner.call(Operation.PLAN, " ".repeat(65537)));
            assertEquals(65537, error.size());
        }
    }
}
