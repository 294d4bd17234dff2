package clbplan;

/** Exceptions about the module and its calls. Mistakes in a manifest are diagnostics, not exceptions. */
public abstract class ClbplanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClbplanException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The module cannot be loaded, or is not clbplan's: no file, no WebAssembly, other exports, imports. */
    public static class BadModule extends ClbplanException {
        private static final long serialVersionUID = 1L;

        BadModule(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The module's answers have a format that this library does not support. */
    public static final class FormatVersion extends BadModule {
        private static final long serialVersionUID = 1L;

        /** The module's format. */
        public final String found;

        /** This library's format. */
        public final String supported;

        FormatVersion(String found, String supported) {
            super("the module answers in format " + found + ", but this library supports " + supported, null);
            this.found = found;
            this.supported = supported;
        }
    }

    /** The request exceeds the module's size limit. It was not sent. */
    public static final class RequestTooLarge extends ClbplanException {
        private static final long serialVersionUID = 1L;

        /** The size of the request in bytes. */
        public final int size;

        /** The size limit in bytes. */
        public final int limit;

        RequestTooLarge(int size, int limit) {
            super("the request has " + size + " bytes; the limit is " + limit, null);
            this.size = size;
            this.limit = limit;
        }
    }

    /** A call failed. The module can be called again. */
    public abstract static class BadCall extends ClbplanException {
        private static final long serialVersionUID = 1L;

        /** The export that was called. */
        public final String function;

        BadCall(String function, String message, Throwable cause) {
            super("`" + function + "` " + message, cause);
            this.function = function;
        }
    }

    /** The module trapped, for example because its memory limit was reached. */
    public static final class Trap extends BadCall {
        private static final long serialVersionUID = 1L;

        Trap(String function, Throwable cause) {
            super(function, "trapped: " + cause, cause);
        }
    }

    /** The call took longer than {@link Limits#time}. */
    public static final class Timeout extends BadCall {
        private static final long serialVersionUID = 1L;

        Timeout(String function, Limits limits) {
            super(function, "took longer than " + limits.time().toMillis() / 1000.0 + " s", null);
        }
    }

    /** The waiting thread was interrupted; its interrupt flag is set again. */
    public static final class Interrupted extends BadCall {
        private static final long serialVersionUID = 1L;

        Interrupted(String function, Throwable cause) {
            super(function, "was interrupted", cause);
        }
    }

    /** The answer is outside the memory, or not UTF-8. */
    public static final class InvalidAnswer extends BadCall {
        private static final long serialVersionUID = 1L;

        InvalidAnswer(String function, String message, Throwable cause) {
            super(function, message, cause);
        }
    }
}
