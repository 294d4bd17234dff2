package clbplan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmEngineException;

/**
 * One call with the component model's canonical ABI for {@code func(request: string) -> string}.
 *
 * <p>A request is written to the address that {@code cabi_realloc} returns, and the module owns it from then on. A call returns
 * the address of two 32-bit numbers: the address and the length of the answer. {@code cabi_post_…} frees the answer. Addresses
 * from the module are not trusted: each is checked against the size of the memory.
 */
final class AbiCall {
    static final String ABOUT = "about";

    private final Instance instance;
    private final String function;
    private long requestBytes;

    AbiCall(Instance instance, String function) {
        this.instance = instance;
        this.function = function;
    }

    static String post(String function) {
        return "cabi_post_" + function;
    }

    /** Calls the function; a {@code null} request means a function without parameters. */
    byte[] call(byte[] request) {
        int area = request == null ? invoke(function) : invoke(function, write(request), request.length);
        long address = read(area, 4).getInt(0);
        long length = Integer.toUnsignedLong(read(area + 4, 4).getInt(0));
        byte[] answer = read((int) address, length).array();
        invoke(post(function), area);
        return answer;
    }

    /** Decodes an answer. */
    static String text(String function, byte[] answer) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer)).toString();
        } catch (CharacterCodingException error) {
            throw new ClbplanException.InvalidAnswer(function, "returned an answer that is not UTF-8", error);
        }
    }

    /** Encodes a request. */
    static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException error) {
            throw new IllegalArgumentException("the request has an unpaired surrogate", error);
        }
    }

    private long write(byte[] request) {
        requestBytes = request.length;
        int pointer = invoke("cabi_realloc", 0, 0, 1, request.length);
        check(pointer, request.length, "got an address outside the memory from `cabi_realloc`");
        instance.memory().write(pointer, request);
        return Integer.toUnsignedLong(pointer);
    }

    private ByteBuffer read(int pointer, long length) {
        check(pointer, length, "returned an answer outside its memory");
        byte[] bytes = instance.memory().readBytes(pointer, (int) length);
        return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private void check(int pointer, long length, String message) {
        long end = Integer.toUnsignedLong(pointer) + length;
        if (end > (long) instance.memory().pages() * Memory.PAGE_SIZE) {
            throw new ClbplanException.InvalidAnswer(function, message, null);
        }
    }

    private int invoke(String export, long... arguments) {
        try {
            long[] results = instance.export(export).apply(arguments);
            return results == null || results.length == 0 ? 0 : (int) results[0];
        } catch (OutOfMemoryError error) {
            throw new ClbplanException.OutOfMemory(function, error);
        } catch (WasmEngineException | StackOverflowError error) {
            if (memoryIsExhausted(error)) {
                throw new ClbplanException.OutOfMemory(function, error);
            }
            throw new ClbplanException.Trap(function, error);
        }
    }

    /**
     * Whether the limit was the reason for a trap, which Endive does not report. An allocator whose memory cannot grow traps with
     * `unreachable`. The largest growth is that of a buffer which doubles: if it is refused, more than a third of the limit is in
     * use already.
     */
    private boolean memoryIsExhausted(Throwable error) {
        Memory memory = instance.memory();
        long used = (long) memory.pages() * Memory.PAGE_SIZE + requestBytes;
        long limit = (long) memory.maximumPages() * Memory.PAGE_SIZE;
        return String.valueOf(error.getMessage()).contains("unreachable") && used * 3 > limit;
    }
}
