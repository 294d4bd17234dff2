package clbplan;

/** Exceptions about the module and its calls. Mistakes in a manifest are diagnostics, not exceptions. */
public abstract sealed class ClbplanException extends RuntimeException
        permits ClbplanException.BadModule,
                ClbplanException.BadRequest,
                ClbplanException.BadCall,
                ClbplanException.Closed {
    private static final long serialVersionUID = 1L;

    ClbplanException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The module cannot be loaded, or is not clbplan's: no file, no WebAssembly, other exports, imports. */
    public static sealed class BadModule extends ClbplanException permits FormatVersion {
        private static final long serialVersionUID = 1L;

        BadModule(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The module's answers have a format that this library does not support. */
    public static final class FormatVersion extends BadModule {
        private static final long serialVersionUID = 1L;

        /** The module's format. */
        private final String found;
        /** This library's format. */
        private final String supported;

        FormatVersion(String found, String supported) {
            super("the module answers in format " + found + ", but this library supports " + supported, null);
            this.found = found;
            this.supported = supported;
        }

        /**
         * Returns the module's format.
         *
         * @return a version
         */
        public String found() {
            return found;
        }

        /**
         * Returns this library's format.
         *
         * @return a version
         */
        public String supported() {
            return supported;
        }
    }

    /** The request is invalid: not JSON, a misspelt member, a value of the wrong type. */
    public static sealed class BadRequest extends ClbplanException permits RequestTooLarge {
        private static final long serialVersionUID = 1L;

        /** The code of the mistake. */
        private final String code;
        /** The location in the request. */
        private final String path;

        BadRequest(String code, String message, String path) {
            super(message + " [" + code + "]" + (path.isEmpty() ? "" : " at " + path), null);
            this.code = code;
            this.path = path;
        }

        /**
         * Returns the code of the mistake.
         *
         * @return a code, such as {@code request/wrong-shape}
         */
        public String code() {
            return code;
        }

        /**
         * Returns the location in the request.
         *
         * @return a path, which is empty for the whole request
         */
        public String path() {
            return path;
        }
    }

    /** The request exceeds the module's size limit. It was not sent. */
    public static final class RequestTooLarge extends BadRequest {
        private static final long serialVersionUID = 1L;

        /** The size of the request, in bytes. */
        private final long size;
        /** The size limit, in bytes. */
        private final int limit;

        RequestTooLarge(long size, int limit) {
            super("request/too-large", "the request has " + size + " bytes; the limit is " + limit, "");
            this.size = size;
            this.limit = limit;
        }

        /**
         * Returns the size of the request.
         *
         * @return bytes
         */
        public long size() {
            return size;
        }

        /**
         * Returns the size limit.
         *
         * @return bytes
         */
        public int limit() {
            return limit;
        }
    }

    /** A call failed. The planner can be called again. */
    public abstract static sealed class BadCall extends ClbplanException
            permits Trap, OutOfMemory, Timeout, Interrupted, InvalidAnswer {
        private static final long serialVersionUID = 1L;

        /** The export that was called. */
        private final String function;

        BadCall(String function, String message, Throwable cause) {
            super("`" + function + "` " + message, cause);
            this.function = function;
        }

        /**
         * Returns the export that was called.
         *
         * @return a name
         */
        public String function() {
            return function;
        }
    }

    /** The module trapped. */
    public static final class Trap extends BadCall {
        private static final long serialVersionUID = 1L;

        Trap(String function, Throwable cause) {
            super(function, "trapped: " + cause, cause);
        }
    }

    /** The call needed more memory than {@link Limits#memoryBytes}, or than the heap of the virtual machine has. */
    public static final class OutOfMemory extends BadCall {
        private static final long serialVersionUID = 1L;

        OutOfMemory(String function, Throwable cause) {
            super(function, "needed more memory: " + cause, cause);
        }
    }

    /** The call took longer than {@link Limits#time}, or than {@link Planner#withTimeout}. */
    public static final class Timeout extends BadCall {
        private static final long serialVersionUID = 1L;

        Timeout(String function, Limits limits) {
            super(function, "took longer than " + limits.time().toMillis() / 1000.0 + " s", null);
        }
    }

    /** The waiting thread was interrupted; its interrupt flag is set again. The call has been ended. */
    public static final class Interrupted extends BadCall {
        private static final long serialVersionUID = 1L;

        Interrupted(String function, Throwable cause) {
            super(function, "was interrupted", cause);
        }
    }

    /** The answer is outside the memory, not UTF-8, or not JSON. */
    public static final class InvalidAnswer extends BadCall {
        private static final long serialVersionUID = 1L;

        InvalidAnswer(String function, String message, Throwable cause) {
            super(function, message, cause);
        }
    }

    /** The planner was closed, before the call or during it. */
    public static final class Closed extends ClbplanException {
        private static final long serialVersionUID = 1L;

        Closed(Throwable cause) {
            super("the planner is closed", cause);
        }
    }
}
