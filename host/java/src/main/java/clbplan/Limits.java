package clbplan;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of the machine the module may use.
 *
 * @param memoryBytes linear memory of one call, rounded down to pages of 64 KiB; a call that gets no more breaks off with
 *     {@link ClbplanException.Trap}
 * @param time how long a call may take, waiting for its turn included
 * @param calls how many calls run at once, each with a memory of its own; further ones wait
 */
public record Limits(long memoryBytes, Duration time, int calls) {
    /** 1 GiB, a minute, and as many calls as there are processors. */
    public static final Limits DEFAULT =
            new Limits(1L << 30, Duration.ofMinutes(1), Runtime.getRuntime().availableProcessors());

    /** The JVM's arrays end below 2 GiB. */
    private static final long MOST_MEMORY_BYTES = (1L << 31) - Instances.PAGE_BYTES;

    /**
     * Checks the limits.
     *
     * @param memoryBytes linear memory of one call
     * @param time how long a call may take
     * @param calls how many calls run at once
     * @throws IllegalArgumentException if one of them is no limit
     */
    public Limits {
        Objects.requireNonNull(time, "time");
        if (memoryBytes < Instances.PAGE_BYTES || time.isNegative() || time.isZero() || calls < 1) {
            throw new IllegalArgumentException("limits are at least a page of 64 KiB, a moment and one call");
        }
        memoryBytes = Math.min(memoryBytes, MOST_MEMORY_BYTES);
    }

    /**
     * The same with another memory.
     *
     * @param bytes linear memory of one call
     * @return the limits
     */
    public Limits withMemoryBytes(long bytes) {
        return new Limits(bytes, time, calls);
    }

    /**
     * The same with another time.
     *
     * @param longest how long a call may take
     * @return the limits
     */
    public Limits withTime(Duration longest) {
        return new Limits(memoryBytes, longest, calls);
    }

    /**
     * The same with another number of calls at once.
     *
     * @param atOnce how many calls run at once
     * @return the limits
     */
    public Limits withCalls(int atOnce) {
        return new Limits(memoryBytes, time, atOnce);
    }
}
