package clbplan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmEngineException;

/**
 * One call, as the component model's canonical ABI lowers {@code func(request: string) -> string}.
 *
 * <p>A request is written where {@code cabi_realloc} says, and belongs to the module from then on. What comes back points at
 * two 32-bit numbers, where the answer is and how long; {@code cabi_post_…} ends its life. Nothing the module says is
 * trusted: every address is checked against the memory there is.
 */
final class Exchange {
    static final String ABOUT = "about";

    private final Instance instance;
    private final String function;

    Exchange(Instance instance, String function) {
        this.instance = instance;
        this.function = function;
    }

    static String post(String function) {
        return "cabi_post_" + function;
    }

    /** Calls; without a request if that is {@code null}. */
    byte[] call(byte[] request) {
        int area = request == null ? invoke(function) : invoke(function, handOver(request), request.length);
        long where = read(area, 4).getInt(0);
        long length = Integer.toUnsignedLong(read(area + 4, 4).getInt(0));
        byte[] answer = read((int) where, length).array();
        invoke(post(function), area);
        return answer;
    }

    /** The answer as text. */
    static String text(String function, byte[] answer) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer)).toString();
        } catch (CharacterCodingException error) {
            throw new ClbplanException.InvalidAnswer(function, "gave an answer that is not UTF-8", error);
        }
    }

    private long handOver(byte[] request) {
        int pointer = invoke("cabi_realloc", 0, 0, 1, request.length);
        check(pointer, request.length, "got memory from `cabi_realloc` that is not there");
        instance.memory().write(pointer, request);
        return Integer.toUnsignedLong(pointer);
    }

    private ByteBuffer read(int pointer, long length) {
        check(pointer, length, "gave an answer outside its memory");
        byte[] bytes = instance.memory().readBytes(pointer, (int) length);
        return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private void check(int pointer, long length, String otherwise) {
        long end = Integer.toUnsignedLong(pointer) + length;
        if (end > (long) instance.memory().pages() * Memory.PAGE_SIZE) {
            throw new ClbplanException.InvalidAnswer(function, otherwise, null);
        }
    }

    private int invoke(String export, long... arguments) {
        try {
            long[] results = instance.export(export).apply(arguments);
            return results == null || results.length == 0 ? 0 : (int) results[0];
        } catch (WasmEngineException | StackOverflowError | OutOfMemoryError error) {
            throw new ClbplanException.Trap(function, error);
        }
    }
}
