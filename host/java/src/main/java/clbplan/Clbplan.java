package clbplan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import run.endive.runtime.Instance;
import run.endive.wasm.WasmEngineException;

/**
 * The clbplan module, ready to be called from any number of threads: JSON in, JSON out.
 *
 * <pre>{@code
 * try (Clbplan clbplan = Clbplan.load()) {
 *     String plan = clbplan.planSync("{\"manifests\": …}");
 * }
 * }</pre>
 *
 * <p>Requests and answers are those of the JSON Schemas in {@code pkg/schemas}; this class reads neither. Mistakes in
 * a manifest are diagnostics in the answer, not exceptions. The answer to an invalid request is
 * {@code {"error":{"code","message","path"}}}.
 *
 * <p>A call runs on a thread of this object, with a large enough stack, and is interrupted when its time limit is reached. It
 * has its own instance of the module, which is discarded if the call fails.
 */
public final class Clbplan implements AutoCloseable {
    /** The supported format of answers: a module with another major version is rejected. */
    public static final String FORMAT_VERSION = "1.0";

    /** The environment variable with the path of the module, for {@link #load()}. */
    public static final String MODULE_VARIABLE = "CLBPLAN_WASM";

    private static final String RESOURCE = "clbplan.wasm";
    private static final long STACK_BYTES = 16 << 20;
    private static final long IDLE_SECONDS = 5;
    private static final Pattern FORMAT = Pattern.compile("\"formatVersion\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern REQUEST_BYTES = Pattern.compile("\"requestBytes\"\\s*:\\s*(\\d{1,9})\\b");

    private final Limits limits;
    private final InstancePool instances;
    private final ExecutorService threads;
    private final Semaphore slots;
    private final String about;
    private final int maxRequestBytes;

    private Clbplan(byte[] wasm, Limits limits) {
        this.limits = limits;
        instances = new InstancePool(wasm, limits);
        slots = new Semaphore(limits.calls(), true);
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Clbplan::thread);
        try {
            about = AbiCall.text(AbiCall.ABOUT, call(AbiCall.ABOUT, null));
            checkFormat();
            maxRequestBytes = Integer.parseInt(first(REQUEST_BYTES, "its request size limit"));
        } catch (ClbplanException.BadCall error) {
            close();
            throw new ClbplanException.BadModule("the module does not answer `about`: " + error.getMessage(), error);
        } catch (ClbplanException.BadModule error) {
            close();
            throw error;
        }
    }

    /**
     * Loads the module at the path in {@code CLBPLAN_WASM}, or else the one in this library.
     *
     * @return the module, compiled to JVM bytecode, which takes seconds
     * @throws ClbplanException.BadModule if it cannot be loaded or is not clbplan's
     */
    public static Clbplan load() {
        String named = System.getenv(MODULE_VARIABLE);
        if (named != null && !named.isEmpty()) {
            return load(Path.of(named));
        }
        try (InputStream resource = Clbplan.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new ClbplanException.BadModule(
                        RESOURCE + " was not found: pass its path as " + MODULE_VARIABLE + " or to Clbplan.load(Path)", null);
            }
            return load(resource.readAllBytes(), Limits.DEFAULT);
        } catch (IOException error) {
            throw new ClbplanException.BadModule("cannot read the module: " + error, error);
        }
    }

    /**
     * Loads the module from a file.
     *
     * @param file {@code clbplan.wasm}, which {@code cargo xtask build} writes to {@code pkg/}
     * @return the module
     * @throws ClbplanException.BadModule if it cannot be loaded or is not clbplan's
     */
    public static Clbplan load(Path file) {
        return load(file, Limits.DEFAULT);
    }

    /**
     * Loads the module from a file.
     *
     * @param file {@code clbplan.wasm}
     * @param limits the limits of a call
     * @return the module
     * @throws ClbplanException.BadModule if it cannot be loaded or is not clbplan's
     */
    public static Clbplan load(Path file, Limits limits) {
        try {
            return load(Files.readAllBytes(file), limits);
        } catch (ClbplanException.FormatVersion error) {
            throw error;
        } catch (ClbplanException.BadModule error) {
            throw new ClbplanException.BadModule(file + ": " + error.getMessage(), error.getCause());
        } catch (IOException error) {
            throw new ClbplanException.BadModule("cannot read the module: " + error, error);
        }
    }

    /**
     * Loads the module from its bytes.
     *
     * @param wasm the bytes of {@code clbplan.wasm}
     * @param limits the limits of a call
     * @return the module
     * @throws ClbplanException.BadModule if it is not clbplan's
     */
    public static Clbplan load(byte[] wasm, Limits limits) {
        return new Clbplan(wasm, limits);
    }

    /**
     * Previews a change.
     *
     * @param request a PlanRequest
     * @return a Plan
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String planSync(String request) {
        return call(Function.PLAN_SYNC, request);
    }

    /**
     * Checks manifests.
     *
     * @param request a ValidateRequest
     * @return a Report
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String validateService(String request) {
        return call(Function.VALIDATE_SERVICE, request);
    }

    /**
     * Returns the state of cluster and cloud after the plan.
     *
     * @param request a PlanRequest
     * @return a Simulation
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String simulate(String request) {
        return call(Function.SIMULATE, request);
    }

    /**
     * Returns the completions at a position.
     *
     * @param request an EditorRequest
     * @return Completions
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String complete(String request) {
        return call(Function.COMPLETE, request);
    }

    /**
     * Explains the text at a position.
     *
     * @param request an EditorRequest
     * @return a Hover, or {@code "null"}
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String hover(String request) {
        return call(Function.HOVER, request);
    }

    /**
     * Explains a name.
     *
     * @param request an ExplainRequest
     * @return an Explanation
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String explain(String request) {
        return call(Function.EXPLAIN, request);
    }

    /**
     * Reslots version, format versions, dates of the sources and limits.
     *
     * @return JSON
     */
    public String about() {
        return about;
    }

    /**
     * Reslots how long a request may be.
     *
     * @return bytes
     */
    public int maxRequestBytes() {
        return maxRequestBytes;
    }

    /**
     * Calls the module.
     *
     * @param function the function
     * @param request JSON
     * @return JSON
     * @throws IllegalArgumentException if the text has an unpaired surrogate, which cannot be encoded as UTF-8
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String call(Function function, String request) {
        Objects.requireNonNull(request, "request");
        return AbiCall.text(function.export(), call(function, utf8(request)));
    }

    /**
     * Calls the module.
     *
     * @param function the function
     * @param request JSON as UTF-8; the module checks it
     * @return JSON as UTF-8; every host gets the same bytes
     * @throws ClbplanException.RequestTooLarge if the request exceeds the size limit
     * @throws ClbplanException.BadCall if the call fails; the module can be called again
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] call(Function function, byte[] request) {
        if (request.length > maxRequestBytes) {
            throw new ClbplanException.RequestTooLarge(request.length, maxRequestBytes);
        }
        return call(function.export(), request);
    }

    /** Ends the module's threads, and all running calls. */
    @Override
    public void close() {
        threads.shutdownNow();
        instances.clear();
    }

    private byte[] call(String function, byte[] request) {
        long end = System.nanoTime() + limits.time().toNanos();
        try {
            if (!slots.tryAcquire(limits.time().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ClbplanException.Timeout(function, limits);
            }
        } catch (InterruptedException error) {
            throw interrupted(function, error);
        }
        if (threads.isShutdown()) {
            slots.release();
            throw new IllegalStateException("the module is closed");
        }
        // The slot is freed when the call ends, not when the caller stops waiting: until then the call still uses its memory.
        AtomicBoolean started = new AtomicBoolean();
        Future<byte[]> answer = threads.submit(() -> {
            if (!started.compareAndSet(false, true)) {
                return null;
            }
            try {
                return callInstance(function, request);
            } finally {
                slots.release();
            }
        });
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException error) {
            stop(answer, started);
            throw new ClbplanException.Timeout(function, limits);
        } catch (InterruptedException error) {
            stop(answer, started);
            throw interrupted(function, error);
        } catch (ExecutionException error) {
            if (error.getCause() instanceof ClbplanException known) {
                throw known;
            }
            throw new ClbplanException.Trap(function, error.getCause());
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
        } catch (WasmEngineException | OutOfMemoryError error) {
            throw new ClbplanException.Trap(function, error);
        }
        byte[] answer = new AbiCall(instance, function).call(request);
        instances.giveBack(instance);
        return answer;
    }

    private void checkFormat() {
        String found = first(FORMAT, "its format");
        if (!major(found).equals(major(FORMAT_VERSION))) {
            throw new ClbplanException.FormatVersion(found, FORMAT_VERSION);
        }
    }

    private String first(Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(about);
        if (!matcher.find()) {
            throw new ClbplanException.BadModule("the module does not report " + what, null);
        }
        return matcher.group(1);
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException error) {
            throw new IllegalArgumentException("the request has an unpaired surrogate", error);
        }
    }

    private static ClbplanException.Interrupted interrupted(String function, InterruptedException error) {
        Thread.currentThread().interrupt();
        return new ClbplanException.Interrupted(function, error);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "clbplan", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
