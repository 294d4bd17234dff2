package clbplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import clbplan.types.PlanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Planners that are closed, and calls that are cancelled. */
class ClosingTest {
    @Test
    void closedPlannersAreNotCalled() {
        Planner planner = Inputs.faultyModule("correct");
        planner.close();
        assertThrows(ClbplanException.Closed.class, () -> planner.call(Operation.PLAN, ""));
        var later = assertThrows(CompletionException.class, () -> planner.planAsync(PlanRequest.of()).join());
        assertInstanceOf(ClbplanException.Closed.class, later.getCause());
        planner.close();
    }

    @Test
    void closingEndsRunningAndWaitingCalls() throws Exception {
        Planner planner = Inputs.faultyModule("loops", Limits.DEFAULT.withCalls(2));
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int call = 0; call < 6; call++) {
            boolean waits = call % 2 == 0;
            calls.add(waits
                    ? planner.planAsync(PlanRequest.of())
                    : CompletableFuture.runAsync(() -> planner.call(Operation.PLAN, "{}"), task -> new Thread(task).start()));
        }
        Thread.sleep(300);
        planner.close();
        for (CompletableFuture<?> call : calls) {
            var error = assertThrows(Exception.class, () -> call.get(20, TimeUnit.SECONDS));
            assertInstanceOf(ClbplanException.Closed.class, error.getCause(), String.valueOf(error));
        }
    }

    @Test
    void cancellingAFutureEndsItsCall() throws Exception {
        // With one turn, the next call can only start when the cancelled one has really ended.
        try (Planner planner = Inputs.faultyModule("loops", Limits.DEFAULT.withCalls(1))) {
            CompletableFuture<?> endless = planner.planAsync(PlanRequest.of());
            Thread.sleep(200);
            assertTrue(endless.cancel(true));
            assertThrows(CancellationException.class, endless::join);
            assertEquals("next", planner.call(Operation.HOVER, "next"));
        }
    }
}
