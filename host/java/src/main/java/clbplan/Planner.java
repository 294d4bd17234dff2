package clbplan;

import clbplan.internal.Codec;
import clbplan.internal.Json;
import clbplan.types.About;
import clbplan.types.Completions;
import clbplan.types.EditorRequest;
import clbplan.types.ExplainRequest;
import clbplan.types.Explanation;
import clbplan.types.Hover;
import clbplan.types.Plan;
import clbplan.types.PlanRequest;
import clbplan.types.Report;
import clbplan.types.Simulation;
import clbplan.types.ValidateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Previews what TKE's Service controller would do. It can be used from any number of threads.
 *
 * <pre>{@code
 * try (Planner planner = Planner.load()) {
 *     Plan plan = planner.plan(PlanRequest.of().withManifests(Source.text(yaml)));
 * }
 * }</pre>
 *
 * <p>Mistakes in a manifest are diagnostics in the answer, not exceptions. A call runs on a thread of this object, with a large
 * enough stack, and is ended when its time limit is reached. It has its own instance of the module, which is discarded if the
 * call fails.
 */
public final class Planner implements AutoCloseable {
    /** The supported format of answers: a module with another major version is rejected. */
    public static final String FORMAT_VERSION = "1.0";

    /** The environment variable with the path of the module, for {@link #fromEnvironment}. */
    public static final String MODULE_VARIABLE = "CLBPLAN_WASM";

    private final CallRunner calls;
    private final Limits limits;
    private final About about;
    private final int maxRequestBytes;

    private Planner(CallRunner calls, Limits limits, About about, int maxRequestBytes) {
        this.calls = calls;
        this.limits = limits;
        this.about = about;
        this.maxRequestBytes = maxRequestBytes;
    }

    /**
     * Loads the module in this library, which is compiled already.
     *
     * @return a planner
     * @throws ClbplanException.BadModule if it cannot be loaded
     */
    public static Planner load() {
        return load(Limits.DEFAULT);
    }

    /**
     * Loads the module in this library.
     *
     * @param limits the limits of the calls
     * @return a planner
     * @throws ClbplanException.BadModule if it cannot be loaded
     */
    public static Planner load(Limits limits) {
        return start(InstancePool.packaged(limits), limits);
    }

    /**
     * Loads another build of the module. Compiling it to JVM bytecode takes seconds.
     *
     * @param file {@code clbplan.wasm}
     * @param limits the limits of the calls
     * @return a planner
     * @throws ClbplanException.BadModule if it cannot be loaded or is not clbplan's
     */
    public static Planner load(Path file, Limits limits) {
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
     * Loads another build of the module. Compiling it to JVM bytecode takes seconds.
     *
     * @param wasm the bytes of {@code clbplan.wasm}
     * @param limits the limits of the calls
     * @return a planner
     * @throws ClbplanException.BadModule if it is not clbplan's
     */
    public static Planner load(byte[] wasm, Limits limits) {
        return start(InstancePool.compile(wasm, limits), limits);
    }

    private static Planner start(InstancePool instances, Limits limits) {
        CallRunner calls = new CallRunner(instances, limits);
        try {
            String text = AbiCall.text(AbiCall.ABOUT, calls.call(AbiCall.ABOUT, null, limits, System.nanoTime()));
            ModuleDescription description = ModuleDescription.read(text);
            return new Planner(calls, limits, description.about(), description.maxRequestBytes());
        } catch (ClbplanException.BadCall error) {
            calls.close();
            throw new ClbplanException.BadModule("the module does not answer `about`: " + error.getMessage(), error);
        } catch (ClbplanException.BadModule error) {
            calls.close();
            throw error;
        }
    }

    /**
     * Loads the file that the environment variable {@code CLBPLAN_WASM} names, or else the module in this library.
     *
     * @param limits the limits of the calls
     * @return a planner
     * @throws ClbplanException.BadModule if it cannot be loaded or is not clbplan's
     */
    public static Planner fromEnvironment(Limits limits) {
        String named = System.getenv(MODULE_VARIABLE);
        return named == null || named.isEmpty() ? load(limits) : load(Path.of(named), limits);
    }

    /**
     * Returns this planner with another time limit. Both share the module and the number of concurrent calls; closing one closes
     * both.
     *
     * @param timeout the longest duration of a call, including the wait for its turn
     * @return a planner
     * @throws IllegalArgumentException if the duration is not positive
     */
    public Planner withTimeout(Duration timeout) {
        return new Planner(calls, limits.withTime(timeout), about, maxRequestBytes);
    }

    /**
     * Returns what happens to each load balancer, why, and by which API calls.
     *
     * @param request the desired objects and what is known of cluster and cloud
     * @return the plan
     * @throws ClbplanException.BadRequest if the request is invalid
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public Plan plan(PlanRequest request) {
        return ask(Operation.PLAN, Codec.writePlanRequest(request), Codec::readPlan, System.nanoTime());
    }

    /**
     * Returns the errors and warnings in the manifests.
     *
     * @param request the objects to validate
     * @return the findings
     * @throws ClbplanException.BadRequest if the request is invalid
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public Report validate(ValidateRequest request) {
        return ask(Operation.VALIDATE, Codec.writeValidateRequest(request), Codec::readReport, System.nanoTime());
    }

    /**
     * Returns cluster and cloud after the plan, for the next request.
     *
     * @param request as for {@link #plan}
     * @return the state
     * @throws ClbplanException.BadRequest if the request is invalid
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public Simulation simulate(PlanRequest request) {
        return ask(Operation.SIMULATE, Codec.writePlanRequest(request), Codec::readSimulation, System.nanoTime());
    }

    /**
     * Returns the completions at a position in a manifest.
     *
     * @param request a manifest and a position
     * @return the completions
     * @throws ClbplanException.BadRequest if the request is invalid
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public Completions complete(EditorRequest request) {
        return ask(Operation.COMPLETE, Codec.writeEditorRequest(request), Codec::readCompletions, System.nanoTime());
    }

    /**
     * Returns documentation of the field or annotation at a position.
     *
     * @param request a manifest and a position
     * @return the documentation, or {@code null}
     * @throws ClbplanException.BadRequest if the request is invalid
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public Hover hover(EditorRequest request) {
        return ask(Operation.HOVER, Codec.writeEditorRequest(request), Codec::readHover, System.nanoTime());
    }

    /**
     * Returns documentation of an annotation, code, reason, field, switch or tag.
     *
     * @param request a name
     * @return its entries
     * @throws ClbplanException.BadRequest if the request is invalid
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public Explanation explain(ExplainRequest request) {
        return ask(Operation.EXPLAIN, Codec.writeExplainRequest(request), Codec::readExplanation, System.nanoTime());
    }

    /**
     * As {@link #plan}, on another thread. Cancelling the future ends the call.
     *
     * @param request the desired objects and what is known of cluster and cloud
     * @return the plan
     */
    public CompletableFuture<Plan> planAsync(PlanRequest request) {
        return later(Operation.PLAN, Codec.writePlanRequest(request), Codec::readPlan);
    }

    /**
     * As {@link #validate}, on another thread. Cancelling the future ends the call.
     *
     * @param request the objects to validate
     * @return the findings
     */
    public CompletableFuture<Report> validateAsync(ValidateRequest request) {
        return later(Operation.VALIDATE, Codec.writeValidateRequest(request), Codec::readReport);
    }

    /**
     * As {@link #simulate}, on another thread. Cancelling the future ends the call.
     *
     * @param request as for {@link #plan}
     * @return the state
     */
    public CompletableFuture<Simulation> simulateAsync(PlanRequest request) {
        return later(Operation.SIMULATE, Codec.writePlanRequest(request), Codec::readSimulation);
    }

    /**
     * As {@link #complete}, on another thread. Cancelling the future ends the call.
     *
     * @param request a manifest and a position
     * @return the completions
     */
    public CompletableFuture<Completions> completeAsync(EditorRequest request) {
        return later(Operation.COMPLETE, Codec.writeEditorRequest(request), Codec::readCompletions);
    }

    /**
     * As {@link #hover}, on another thread. Cancelling the future ends the call.
     *
     * @param request a manifest and a position
     * @return the documentation, or {@code null}
     */
    public CompletableFuture<Hover> hoverAsync(EditorRequest request) {
        return later(Operation.HOVER, Codec.writeEditorRequest(request), Codec::readHover);
    }

    /**
     * As {@link #explain}, on another thread. Cancelling the future ends the call.
     *
     * @param request a name
     * @return its entries
     */
    public CompletableFuture<Explanation> explainAsync(ExplainRequest request) {
        return later(Operation.EXPLAIN, Codec.writeExplainRequest(request), Codec::readExplanation);
    }

    /**
     * Returns version, format versions, dates of the sources and limits.
     *
     * @return the description of the module
     */
    public About about() {
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
     * Calls the module with JSON. The answer to an invalid request is the module's own,
     * {@code {"error":{"code","message","path"}}}, and no exception.
     *
     * @param operation the function
     * @param request JSON
     * @return JSON
     * @throws IllegalArgumentException if the text has an unpaired surrogate, which cannot be encoded as UTF-8
     * @throws ClbplanException as {@link #call(Operation, byte[])}
     */
    public String call(Operation operation, String request) {
        Objects.requireNonNull(request, "request");
        return AbiCall.text(operation.export(), call(operation, utf8(request), System.nanoTime()));
    }

    /**
     * Calls the module with JSON as UTF-8, which the module checks; every host gets the same bytes.
     *
     * @param operation the function
     * @param request JSON as UTF-8
     * @return JSON as UTF-8
     * @throws ClbplanException.RequestTooLarge if the request exceeds the size limit
     * @throws ClbplanException.BadCall if the call fails; the planner can be called again
     * @throws ClbplanException.Closed if the planner is closed, before the call or during it
     */
    public byte[] call(Operation operation, byte[] request) {
        return call(operation, request, System.nanoTime());
    }

    /** Ends the running calls, and rejects further ones, both with {@link ClbplanException.Closed}. */
    @Override
    public void close() {
        calls.close();
    }

    private byte[] call(Operation operation, byte[] request, long start) {
        if (request.length > maxRequestBytes) {
            throw new ClbplanException.RequestTooLarge(request.length, maxRequestBytes);
        }
        return calls.call(operation.export(), request, limits, start);
    }

    private <T> T ask(Operation operation, Object request, Function<Object, T> read, long start) {
        byte[] body;
        try {
            body = utf8(Json.write(request));
        } catch (IllegalArgumentException error) {
            throw new ClbplanException.BadRequest("request/not-json", "the request " + error.getMessage(), "");
        }
        String answer = AbiCall.text(operation.export(), call(operation, body, start));
        try {
            Object json = Json.parse(answer);
            if (json instanceof Map<?, ?> map && map.get("error") instanceof Map<?, ?> refusal) {
                throw new ClbplanException.BadRequest(
                        String.valueOf(refusal.get("code")),
                        String.valueOf(refusal.get("message")),
                        String.valueOf(refusal.get("path")));
            }
            return json == null ? null : read.apply(json);
        } catch (IllegalArgumentException | ArithmeticException error) {
            throw new ClbplanException.InvalidAnswer(operation.export(), "returned an answer of another form: " + error.getMessage(), error);
        }
    }

    private <T> CompletableFuture<T> later(Operation operation, Object request, Function<Object, T> read) {
        long start = System.nanoTime();
        return calls.later(() -> ask(operation, request, read, start));
    }

    /** A text that is too large is refused before it is copied. */
    private byte[] utf8(String text) {
        if (text.length() > maxRequestBytes) {
            throw new ClbplanException.RequestTooLarge(text.length(), maxRequestBytes);
        }
        return AbiCall.utf8(text);
    }
}
