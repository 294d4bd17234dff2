package clbplan;

import clbplan.internal.Codec;
import clbplan.internal.Json;
import clbplan.types.About;
import java.util.Map;

/** The module's answer to {@code about}, with what is needed to call it. The description is null if it has no more than that. */
record ModuleDescription(About about, int maxRequestBytes) {
    /** Reads the answer, and compares the format with the supported one. */
    static ModuleDescription read(String answer) {
        Map<?, ?> json = object(answer);
        checkFormat(json.get("formatVersion"));
        if (!(json.get("limits") instanceof Map<?, ?> limits
                && limits.get("requestBytes") instanceof Long bytes
                && bytes > 0
                && bytes <= Integer.MAX_VALUE)) {
            throw new ClbplanException.BadModule("the module does not report its request size limit", null);
        }
        return new ModuleDescription(aboutOrNull(json), bytes.intValue());
    }

    private static Map<?, ?> object(String answer) {
        try {
            if (Json.parse(answer) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (IllegalArgumentException error) {
            throw new ClbplanException.BadModule("the module does not report its format: " + error.getMessage(), error);
        }
        throw new ClbplanException.BadModule("the module does not report its format", null);
    }

    private static void checkFormat(Object found) {
        if (!(found instanceof String version)) {
            throw new ClbplanException.BadModule("the module does not report its format", null);
        }
        if (!major(version).equals(major(Planner.FORMAT_VERSION))) {
            throw new ClbplanException.FormatVersion(version, Planner.FORMAT_VERSION);
        }
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }

    private static About aboutOrNull(Map<?, ?> json) {
        try {
            return Codec.readAbout(json);
        } catch (IllegalArgumentException | ArithmeticException error) {
            return null;
        }
    }
}
