package clbplan;

import java.nio.ByteBuffer;
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

    private long write(byte[] request) {
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
        } catch (WasmEngineException | StackOverflowError | OutOfMemoryError error) {
            throw new ClbplanException.Trap(function, error);
        }
    }
}
