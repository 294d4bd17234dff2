package clbplan;

/** What can go wrong between a caller and the module. None of it is about what is in a manifest. */
public abstract class ClbplanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClbplanException(String message, Throwable cause) {
        super(message, cause);
    }

    /** There is no module, or it is not clbplan's: no file, no WebAssembly, other exports, imports. */
    public static class BadModule extends ClbplanException {
        private static final long serialVersionUID = 1L;

        BadModule(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The module answers in a format that this library does not read. */
    public static final class FormatVersion extends BadModule {
        private static final long serialVersionUID = 1L;

        /** The module's format. */
        public final String found;

        /** This library's format. */
        public final String supported;

        FormatVersion(String found, String supported) {
            super("the module answers in format " + found + ", this library reads " + supported, null);
            this.found = found;
            this.supported = supported;
        }
    }

    /** The request has more bytes than the module reads. It was not handed over. */
    public static final class RequestTooLarge extends ClbplanException {
        private static final long serialVersionUID = 1L;

        /** Bytes of the request. */
        public final int size;

        /** Bytes a request may have. */
        public final int limit;

        RequestTooLarge(int size, int limit) {
            super("the request has " + size + " bytes, and no more than " + limit + " are read", null);
            this.size = size;
            this.limit = limit;
        }
    }

    /** A call did not come to its end. The module can be called again. */
    public abstract static class BadCall extends ClbplanException {
        private static final long serialVersionUID = 1L;

        /** The export that was called. */
        public final String function;

        BadCall(String function, String message, Throwable cause) {
            super("`" + function + "` " + message, cause);
            this.function = function;
        }
    }

    /** The module broke off, as it does when it gets no more memory. */
    public static final class Trap extends BadCall {
        private static final long serialVersionUID = 1L;

        Trap(String function, Throwable cause) {
            super(function, "broke off: " + cause, cause);
        }
    }

    /** The call took longer than {@link Limits#time}. */
    public static final class Timeout extends BadCall {
        private static final long serialVersionUID = 1L;

        Timeout(String function, Limits limits) {
            super(function, "took longer than " + limits.time().toMillis() / 1000.0 + " s", null);
        }
    }

    /** The thread that waits for the answer was interrupted; it still is. */
    public static final class Interrupted extends BadCall {
        private static final long serialVersionUID = 1L;

        Interrupted(String function, Throwable cause) {
            super(function, "was interrupted", cause);
        }
    }

    /** What came back is not where it was said to be, or not UTF-8. */
    public static final class InvalidAnswer extends BadCall {
        private static final long serialVersionUID = 1L;

        InvalidAnswer(String function, String message, Throwable cause) {
            super(function, message, cause);
        }
    }
}
