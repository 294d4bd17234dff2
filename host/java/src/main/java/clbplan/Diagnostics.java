package clbplan;

import clbplan.types.Diagnostic;
import clbplan.types.ObjectRef;
import clbplan.types.SourceRange;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints findings. */
public final class Diagnostics {
    private Diagnostics() {}

    /**
     * Returns the finding as a line that editors recognise: {@code file:line:column: severity[code]: message}. Every host prints
     * the same. Without a location in the manifests, the line starts with the object, if there is one.
     *
     * @param diagnostic the finding
     * @return a line
     */
    public static String format(Diagnostic diagnostic) {
        return location(diagnostic) + diagnostic.severity().word() + "[" + diagnostic.code() + "]: " + diagnostic.message();
    }

    private static String location(Diagnostic diagnostic) {
        if (diagnostic.source() != null) {
            SourceRange source = diagnostic.source();
            String file = source.file() == null ? "" : source.file() + ":";
            return file + source.start().line() + ":" + source.start().column() + ": ";
        }
        ObjectRef object = diagnostic.object();
        if (object == null) {
            return "";
        }
        String name = Stream.of(object.namespace(), object.name()).filter(Objects::nonNull).collect(Collectors.joining("/"));
        return (object.kind() + " " + name).trim() + ": ";
    }
}
