package clbplan;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import run.endive.runtime.Instance;
import run.endive.wasm.WasmEngineException;

/**
 * Runs the calls: each on a thread with a large enough stack, which is interrupted when the time limit is reached, and in an
 * instance of the module that is discarded if the call fails.
 */
final class CallRunner {
    private static final long STACK_BYTES = 16 << 20;
    private static final long IDLE_SECONDS = 5;

    private final InstancePool instances;
    private final ExecutorService threads;
    private final Semaphore slots;

    CallRunner(InstancePool instances, Limits limits) {
        this.instances = instances;
        slots = new Semaphore(limits.calls(), true);
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), CallRunner::thread);
    }

    void close() {
        threads.shutdownNow();
        instances.clear();
    }

    /** Calls and waits; a {@code null} request means a function without parameters. The time starts at `start`. */
    byte[] call(String function, byte[] request, Limits limits, long start) {
        long end = start + limits.time().toNanos();
        try {
            if (!slots.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new ClbplanException.Timeout(function, limits);
            }
        } catch (InterruptedException error) {
            throw interrupted(function, error);
        }
        // The slot is freed when the call ends, not when the caller stops waiting: until then the call still uses its memory.
        AtomicBoolean started = new AtomicBoolean();
        Future<byte[]> answer;
        try {
            answer = threads.submit(() -> {
                if (!started.compareAndSet(false, true)) {
                    return null;
                }
                try {
                    return callInstance(function, request);
                } finally {
                    slots.release();
                }
            });
        } catch (RejectedExecutionException error) {
            slots.release();
            throw new ClbplanException.Closed(null);
        }
        return await(answer, started, function, limits, end);
    }

    private byte[] await(Future<byte[]> answer, AtomicBoolean started, String function, Limits limits, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException error) {
            stop(answer, started);
            throw new ClbplanException.Timeout(function, limits);
        } catch (InterruptedException error) {
            stop(answer, started);
            throw interrupted(function, error);
        } catch (ExecutionException error) {
            if (threads.isShutdown()) {
                throw new ClbplanException.Closed(error.getCause());
            }
            if (error.getCause() instanceof ClbplanException known) {
                throw known;
            }
            throw new ClbplanException.Trap(function, error.getCause());
        }
    }

    /** Runs the work on another thread. Cancelling the future interrupts it, which ends its call. */
    <T> CompletableFuture<T> later(Supplier<T> work) {
        AtomicBoolean ended = new AtomicBoolean();
        Future<?>[] running = new Future<?>[1];
        CompletableFuture<T> answer = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                boolean cancelled = super.cancel(mayInterrupt);
                synchronized (running) {
                    ended.set(true);
                    if (running[0] != null) {
                        running[0].cancel(true);
                    }
                }
                return cancelled;
            }
        };
        try {
            synchronized (running) {
                running[0] = threads.submit(() -> complete(answer, work, ended));
            }
        } catch (RejectedExecutionException error) {
            answer.completeExceptionally(new ClbplanException.Closed(null));
        }
        return answer;
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> work, AtomicBoolean ended) {
        try {
            if (ended.get()) {
                throw new CancellationException();
            }
            answer.complete(work.get());
        } catch (Throwable error) {
            answer.completeExceptionally(error);
        }
    }

    private void stop(Future<byte[]> answer, AtomicBoolean started) {
        answer.cancel(true);
        if (started.compareAndSet(false, true)) {
            slots.release();
        }
    }

    private byte[] callInstance(String function, byte[] request) {
        Instance instance;
        try {
            instance = instances.take();
        } catch (OutOfMemoryError error) {
            throw new ClbplanException.OutOfMemory(function, error);
        } catch (WasmEngineException error) {
            throw new ClbplanException.Trap(function, error);
        }
        byte[] answer = new AbiCall(instance, function).call(request);
        instances.giveBack(instance);
        return answer;
    }

    /** Threads of this object that wait for a call are interrupted by {@link #close}. */
    private ClbplanException interrupted(String function, InterruptedException error) {
        Thread.currentThread().interrupt();
        if (threads.isShutdown()) {
            return new ClbplanException.Closed(error);
        }
        return new ClbplanException.Interrupted(function, error);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "clbplan", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
