package clbplan;

import clbplan.internal.Codec;
import clbplan.internal.Json;
import clbplan.types.ClbState;
import java.util.Map;
import java.util.Set;

/** Reads the state of the cloud, which is stored as JSON. */
public final class ClbStateReader {
    private ClbStateReader() {}

    /**
     * Reads the answers of the cloud's own API, as {@code clb} of a request.
     *
     * @param json an object with {@code loadBalancers}, {@code listeners}, {@code targets} and {@code complete}
     * @return the state
     * @throws ClbplanException.BadRequest if the text is not JSON, or has another form
     */
    public static ClbState parse(String json) {
        try {
            Object value = Json.parse(json);
            ClbState state = Codec.readClbState(value);
            // A misspelt member would otherwise be a part of the cloud that is unknown.
            Set<?> known = ((Map<?, ?>) Codec.writeClbState(state)).keySet();
            ((Map<?, ?>) value).forEach((name, member) -> {
                if (member != null && !known.contains(name)) {
                    throw new IllegalArgumentException("there is no member `" + name + "`");
                }
            });
            return state;
        } catch (IllegalArgumentException error) {
            throw new ClbplanException.BadRequest("request/wrong-shape", "the cloud's state: " + error.getMessage(), "clb");
        }
    }
}
