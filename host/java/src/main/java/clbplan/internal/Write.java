package clbplan.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the values of members. */
final class Write {
    private Write() {}

    /** Writes a member, unless it is absent. */
    static <T> void member(Map<String, Object> out, String name, T value, Function<? super T, Object> write) {
        if (value != null) {
            out.put(name, write.apply(value));
        }
    }

    /** Writes a member that is null instead of absent. */
    static <T> void nullable(Map<String, Object> out, String name, T value, Function<? super T, Object> write) {
        out.put(name, apply(value, write));
    }

    static <T> Object apply(T value, Function<? super T, Object> write) {
        return value == null ? null : write.apply(value);
    }

    static Object plain(Object value) {
        return value;
    }

    static <T> Function<List<T>, Object> list(Function<? super T, Object> write) {
        return items -> {
            List<Object> out = new ArrayList<>();
            items.forEach(item -> out.add(apply(item, write)));
            return out;
        };
    }

    static <T> Function<Map<String, T>, Object> map(Function<? super T, Object> write) {
        return members -> {
            Map<String, Object> out = new LinkedHashMap<>();
            members.forEach((name, member) -> out.put(name, apply(member, write)));
            return out;
        };
    }
}
