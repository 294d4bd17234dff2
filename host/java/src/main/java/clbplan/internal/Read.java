package clbplan.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the values of members. A value of another type is an {@link IllegalArgumentException}. */
final class Read {
    private Read() {}

    static <T> T required(Map<String, Object> in, String name, Function<Object, T> read) {
        if (!in.containsKey(name)) {
            throw new IllegalArgumentException("the member `" + name + "` is missing");
        }
        return read.apply(in.get(name));
    }

    /** Null where the member is absent. */
    static <T> T optional(Map<String, Object> in, String name, Function<Object, T> read) {
        Object value = in.get(name);
        return value == null ? null : read.apply(value);
    }

    /** An empty list where the member is absent. */
    static <T> List<T> optionalList(Map<String, Object> in, String name, Function<Object, List<T>> read) {
        Object value = in.get(name);
        return value == null ? List.of() : read.apply(value);
    }

    static String text(Object value) {
        return of(String.class, value);
    }

    static Boolean flag(Object value) {
        return of(Boolean.class, value);
    }

    static Integer number(Object value) {
        return Math.toIntExact(of(Long.class, value));
    }

    static Object any(Object value) {
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) of(Map.class, value);
    }

    static <T> Function<Object, T> nullable(Function<Object, T> read) {
        return value -> value == null ? null : read.apply(value);
    }

    static <T> Function<Object, List<T>> list(Function<Object, T> read) {
        return value -> {
            List<T> items = new ArrayList<>();
            for (Object item : of(List.class, value)) {
                items.add(read.apply(item));
            }
            return Collections.unmodifiableList(items);
        };
    }

    static <T> Function<Object, Map<String, T>> map(Function<Object, T> read) {
        return value -> {
            Map<String, T> members = new LinkedHashMap<>();
            object(value).forEach((name, member) -> members.put(name, read.apply(member)));
            return Collections.unmodifiableMap(members);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T of(Class<T> expected, Object value) {
        if (!expected.isInstance(value)) {
            throw new IllegalArgumentException("a " + expected.getSimpleName() + " was expected instead of " + value);
        }
        return (T) value;
    }
}
