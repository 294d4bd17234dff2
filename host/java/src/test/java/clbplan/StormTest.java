package clbplan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import clbplan.types.Plan;
import clbplan.types.PlanRequest;
import clbplan.types.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A thousand callers at once over four turns. Some give up, some send invalid requests; nobody else notices. */
class StormTest {
    private static final int CALLERS = 1000;

    private static final PlanRequest REQUEST = PlanRequest.of().withManifests(Source.text(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
            """));

    @Test
    void aThousandCallersShareFourTurns() throws Exception {
        try (Planner planner = Planner.load(Limits.DEFAULT.withCalls(4))) {
            Plan expected = planner.plan(REQUEST);
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger right = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (int number = 0; number < CALLERS; number++) {
                int caller = number;
                callers.add(new Thread(() -> {
                    await(start);
                    right.addAndGet(isRight(planner, expected, caller) ? 1 : 0);
                }));
            }
            callers.forEach(Thread::start);
            start.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(CALLERS, right.get());
        }
    }

    private static boolean isRight(Planner planner, Plan expected, int caller) {
        if (caller % 7 == 0) {
            try {
                planner.plan(PlanRequest.of().withManifests(Source.json(Map.of("a", new Object()))));
                return false;
            } catch (ClbplanException.BadRequest error) {
                return true;
            }
        }
        CompletableFuture<Plan> call = planner.planAsync(REQUEST);
        boolean isCancelled = caller % 10 == 0 && call.cancel(true);
        try {
            return call.join().equals(expected) && !isCancelled;
        } catch (CancellationException error) {
            return isCancelled;
        }
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException error) {
            throw new IllegalStateException(error);
        }
    }
}
