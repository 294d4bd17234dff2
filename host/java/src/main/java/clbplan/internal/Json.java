package clbplan.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * JSON as maps, lists, texts, numbers, booleans and null. What is read cannot be changed. It reads the module's answers, which
 * are JSON without errors, and says where it cannot read one.
 */
public final class Json {
    /** More than any request or answer has, and fewer than a thread's stack holds. */
    private static final int MOST_LEVELS = 500;

    private final String text;
    private int at;
    private int levels;

    private Json(String text) {
        this.text = text;
    }

    /** Reads a text that is one value. */
    public static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.error("the end");
        }
        return value;
    }

    private Object value() {
        space();
        return switch (peek()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private <T> T nested(Supplier<T> read) {
        if (++levels > MOST_LEVELS) {
            throw error("at most " + MOST_LEVELS + " levels");
        }
        T value = read.get();
        levels--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (skipIf('}')) {
            return Collections.unmodifiableMap(members);
        }
        do {
            space();
            String name = string();
            expect(':');
            members.put(name, value());
        } while (skipIf(','));
        expect('}');
        return Collections.unmodifiableMap(members);
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        at++;
        if (skipIf(']')) {
            return Collections.unmodifiableList(items);
        }
        do {
            items.add(value());
        } while (skipIf(','));
        expect(']');
        return Collections.unmodifiableList(items);
    }

    private String string() {
        if (peek() != '"') {
            throw error("a text");
        }
        int start = ++at;
        while (peek() != '"' && peek() != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (peek() != '"') {
            char next = text.charAt(at++);
            out.append(next == '\\' ? escaped() : next);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char next = peek();
        at++;
        return switch (next) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            case '"', '\\', '/' -> next;
            default -> throw error("an escape sequence");
        };
    }

    private char hexadecimal() {
        if (at + 4 > text.length()) {
            throw error("four digits");
        }
        try {
            char value = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return value;
        } catch (NumberFormatException error) {
            throw error("four digits");
        }
    }

    private Number number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        try {
            return digits.matches("-?\\d{1,18}") ? (Number) Long.valueOf(digits) : new BigDecimal(digits);
        } catch (NumberFormatException error) {
            throw error("a value");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw error("a value");
        }
        at += word.length();
        return value;
    }

    private char peek() {
        if (at >= text.length()) {
            throw error("more");
        }
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skipIf(char expected) {
        space();
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char expected) {
        if (!skipIf(expected)) {
            throw error("`" + expected + "`");
        }
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException("not JSON: " + expected + " expected at offset " + at);
    }

    /** Writes a value. An unpaired surrogate is written as an escape sequence, which the module rejects. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out, int levels) {
        if (levels > MOST_LEVELS) {
            throw new IllegalArgumentException("cannot be written as JSON: it has more than " + MOST_LEVELS + " levels, or contains itself");
        }
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CharSequence characters) {
            writeText(characters, out);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out, levels);
        } else if (value instanceof Iterable<?> items) {
            String separator = "[";
            for (Object item : items) {
                out.append(separator);
                write(item, out, levels + 1);
                separator = ",";
            }
            out.append(separator.equals("[") ? "[]" : "]");
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            out.append(number);
        } else {
            throw new IllegalArgumentException("cannot be written as JSON: " + value + " (" + value.getClass().getName() + ")");
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out, int levels) {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            if (!(member.getKey() instanceof CharSequence name)) {
                throw new IllegalArgumentException("cannot be the name of a member: " + member.getKey());
            }
            writeText(name, out);
            out.append(':');
            write(member.getValue(), out, levels + 1);
            separator = ",";
        }
        out.append(separator.equals("{") ? "{}" : "}");
    }

    private static void writeText(CharSequence text, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            boolean pair = Character.isHighSurrogate(next)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1));
            if (pair) {
                out.append(next).append(text.charAt(++index));
            } else if (next < ' ' || Character.isSurrogate(next)) {
                out.append(String.format("\\u%04x", (int) next));
            } else {
                out.append(next == '"' || next == '\\' ? "\\" : "").append(next);
            }
        }
        out.append('"');
    }
}
