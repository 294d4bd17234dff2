package clbplan;

import java.time.Duration;
import java.util.Objects;

/**
 * Limits of the calls.
 *
 * @param memoryBytes linear memory of one call, rounded down to pages of 64 KiB; a call that needs more fails with
 *     {@link ClbplanException.OutOfMemory}
 * @param time the longest duration of a call, including the wait for a free slot
 * @param calls the number of concurrent calls, each with its own memory; further calls wait
 */
public record Limits(long memoryBytes, Duration time, int calls) {
    /** First, because the constructor of the default uses it: more than any call takes, and few enough nanoseconds for a {@code long}. */
    private static final Duration LONGEST_TIME = Duration.ofDays(36_500);

    /** 1 GiB, a minute, and as many calls as there are processors. */
    public static final Limits DEFAULT =
            new Limits(1L << 30, Duration.ofMinutes(1), Runtime.getRuntime().availableProcessors());

    /** Java arrays are limited to less than 2 GiB. */
    private static final long MOST_MEMORY_BYTES = (1L << 31) - InstancePool.PAGE_BYTES;

    /**
     * Checks the limits.
     *
     * @param memoryBytes linear memory of one call
     * @param time the longest duration of a call
     * @param calls the number of concurrent calls
     * @throws IllegalArgumentException if a limit is too small
     */
    public Limits {
        Objects.requireNonNull(time, "time");
        if (memoryBytes < InstancePool.PAGE_BYTES || time.isNegative() || time.isZero() || calls < 1) {
            throw new IllegalArgumentException("the smallest limits are one page of 64 KiB, a positive time and one call");
        }
        memoryBytes = Math.min(memoryBytes, MOST_MEMORY_BYTES);
        time = time.compareTo(LONGEST_TIME) > 0 ? LONGEST_TIME : time;
    }

    /**
     * Returns these limits with another memory.
     *
     * @param bytes linear memory of one call
     * @return the limits
     */
    public Limits withMemoryBytes(long bytes) {
        return new Limits(bytes, time, calls);
    }

    /**
     * Returns these limits with another time.
     *
     * @param newTime the longest duration of a call
     * @return the limits
     */
    public Limits withTime(Duration newTime) {
        return new Limits(memoryBytes, newTime, calls);
    }

    /**
     * Returns these limits with another number of concurrent calls.
     *
     * @param atOnce the number of concurrent calls
     * @return the limits
     */
    public Limits withCalls(int atOnce) {
        return new Limits(memoryBytes, time, atOnce);
    }
}
