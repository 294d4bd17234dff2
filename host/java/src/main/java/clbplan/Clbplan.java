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
 * <p>Requests and answers are those of the JSON Schemas in {@code pkg/schemas}; this class reads neither. What somebody typed
 * into a manifest is never an exception but a diagnostic in the answer, and a request that is none is answered with
 * {@code {"error":{"code","message","path"}}}.
 *
 * <p>A call runs on a thread of this object's own, with a stack that is large enough, and is interrupted when its time is
 * over. It has an instance of the module to itself; after a call that did not end well that instance is thrown away.
 */
public final class Clbplan implements AutoCloseable {
    /** The format this library reads: a module whose answers have another first number is refused. */
    public static final String FORMAT_VERSION = "1.0";

    /** Names the environment variable that says where the module is, for {@link #load()}. */
    public static final String MODULE_VARIABLE = "CLBPLAN_WASM";

    private static final String RESOURCE = "clbplan.wasm";
    private static final long STACK_BYTES = 16 << 20;
    private static final long IDLE_SECONDS = 5;
    private static final Pattern FORMAT = Pattern.compile("\"formatVersion\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern REQUEST_BYTES = Pattern.compile("\"requestBytes\"\\s*:\\s*(\\d{1,9})\\b");

    private final Limits limits;
    private final Instances instances;
    private final ExecutorService threads;
    private final Semaphore turns;
    private final String about;
    private final int maxRequestBytes;

    private Clbplan(byte[] wasm, Limits limits) {
        this.limits = limits;
        instances = new Instances(wasm, limits);
        turns = new Semaphore(limits.calls(), true);
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Clbplan::thread);
        try {
            about = Exchange.text(Exchange.ABOUT, call(Exchange.ABOUT, null));
            checkFormat();
            maxRequestBytes = Integer.parseInt(first(REQUEST_BYTES, "how long a request may be"));
        } catch (ClbplanException.BadCall error) {
            close();
            throw new ClbplanException.BadModule("the module does not say what it is: " + error.getMessage(), error);
        } catch (ClbplanException.BadModule error) {
            close();
            throw error;
        }
    }

    /**
     * Loads the module that {@code CLBPLAN_WASM} names, or else the one beside this class.
     *
     * @return the module, compiled to JVM bytecode; that takes seconds
     * @throws ClbplanException.BadModule if there is none, or it is not clbplan's
     */
    public static Clbplan load() {
        String named = System.getenv(MODULE_VARIABLE);
        if (named != null && !named.isEmpty()) {
            return load(Path.of(named));
        }
        try (InputStream resource = Clbplan.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new ClbplanException.BadModule(
                        RESOURCE + " is not there: name it with " + MODULE_VARIABLE + " or Clbplan.load(Path)", null);
            }
            return load(resource.readAllBytes(), Limits.DEFAULT);
        } catch (IOException error) {
            throw new ClbplanException.BadModule("cannot read the module: " + error, error);
        }
    }

    /**
     * Loads the module from a file.
     *
     * @param file {@code clbplan.wasm}, which {@code cargo xtask build} puts into {@code pkg/}
     * @return the module
     * @throws ClbplanException.BadModule if there is none, or it is not clbplan's
     */
    public static Clbplan load(Path file) {
        return load(file, Limits.DEFAULT);
    }

    /**
     * Loads the module from a file.
     *
     * @param file {@code clbplan.wasm}
     * @param limits what a call may use
     * @return the module
     * @throws ClbplanException.BadModule if there is none, or it is not clbplan's
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
     * @param limits what a call may use
     * @return the module
     * @throws ClbplanException.BadModule if it is not clbplan's
     */
    public static Clbplan load(byte[] wasm, Limits limits) {
        return new Clbplan(wasm, limits);
    }

    /**
     * Says what would happen.
     *
     * @param request a PlanRequest
     * @return a Plan
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String planSync(String request) {
        return call(Function.PLAN_SYNC, request);
    }

    /**
     * Says what is wrong with the manifests.
     *
     * @param request a ValidateRequest
     * @return a Report
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String validateService(String request) {
        return call(Function.VALIDATE_SERVICE, request);
    }

    /**
     * Says what cluster and cloud hold after the plan.
     *
     * @param request a PlanRequest
     * @return a Simulation
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String simulate(String request) {
        return call(Function.SIMULATE, request);
    }

    /**
     * Says what can stand at a position.
     *
     * @param request an EditorRequest
     * @return Completions
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String complete(String request) {
        return call(Function.COMPLETE, request);
    }

    /**
     * Says what stands at a position.
     *
     * @param request an EditorRequest
     * @return a Hover, or {@code "null"}
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String hover(String request) {
        return call(Function.HOVER, request);
    }

    /**
     * Says what is known of a name.
     *
     * @param request an ExplainRequest
     * @return an Explanation
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String explain(String request) {
        return call(Function.EXPLAIN, request);
    }

    /**
     * Returns version, format versions, dates of the sources and limits.
     *
     * @return JSON
     */
    public String about() {
        return about;
    }

    /**
     * Returns how long a request may be.
     *
     * @return bytes
     */
    public int maxRequestBytes() {
        return maxRequestBytes;
    }

    /**
     * Asks the module.
     *
     * @param function what is asked
     * @param request JSON
     * @return JSON
     * @throws IllegalArgumentException if the text has half a surrogate pair, which no UTF-8 has
     * @throws ClbplanException as {@link #call(Function, byte[])}
     */
    public String call(Function function, String request) {
        Objects.requireNonNull(request, "request");
        return Exchange.text(function.export(), call(function, utf8(request)));
    }

    /**
     * Asks the module.
     *
     * @param function what is asked
     * @param request JSON as UTF-8; the module judges whether it is
     * @return JSON as UTF-8, byte for byte what every other host gets
     * @throws ClbplanException.RequestTooLarge if there is too much of it
     * @throws ClbplanException.BadCall if the call did not come to its end; the module can be called again
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] call(Function function, byte[] request) {
        if (request.length > maxRequestBytes) {
            throw new ClbplanException.RequestTooLarge(request.length, maxRequestBytes);
        }
        return call(function.export(), request);
    }

    /** Ends the module's threads, and calls that are running. */
    @Override
    public void close() {
        threads.shutdownNow();
        instances.clear();
    }

    private byte[] call(String function, byte[] request) {
        long end = System.nanoTime() + limits.time().toNanos();
        try {
            if (!turns.tryAcquire(limits.time().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ClbplanException.Timeout(function, limits);
            }
        } catch (InterruptedException error) {
            throw interrupted(function, error);
        }
        if (threads.isShutdown()) {
            turns.release();
            throw new IllegalStateException("the module is closed");
        }
        // The turn ends with the call, not with the wait for it: a call that is slow to stop still uses its memory.
        AtomicBoolean begun = new AtomicBoolean();
        Future<byte[]> answer = threads.submit(() -> {
            if (!begun.compareAndSet(false, true)) {
                return null;
            }
            try {
                return exchange(function, request);
            } finally {
                turns.release();
            }
        });
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException error) {
            stop(answer, begun);
            throw new ClbplanException.Timeout(function, limits);
        } catch (InterruptedException error) {
            stop(answer, begun);
            throw interrupted(function, error);
        } catch (ExecutionException error) {
            if (error.getCause() instanceof ClbplanException known) {
                throw known;
            }
            throw new ClbplanException.Trap(function, error.getCause());
        }
    }

    private void stop(Future<byte[]> answer, AtomicBoolean begun) {
        answer.cancel(true);
        if (begun.compareAndSet(false, true)) {
            turns.release();
        }
    }

    private byte[] exchange(String function, byte[] request) {
        Instance instance;
        try {
            instance = instances.take();
        } catch (WasmEngineException | OutOfMemoryError error) {
            throw new ClbplanException.Trap(function, error);
        }
        byte[] answer = new Exchange(instance, function).call(request);
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
            throw new ClbplanException.BadModule("the module does not say " + what, null);
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
            throw new IllegalArgumentException("the request has half a surrogate pair", error);
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
