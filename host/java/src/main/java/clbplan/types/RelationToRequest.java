// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** Why a Service is in the plan. */
public enum RelationToRequest {
    /** The manifests, {@code delete} or {@code prune} name it. */
    NAMED("named"),
    /** It shares a load balancer with a named one, or uses an object of the manifests. */
    TOUCHED("touched"),
    /** It is in the same cluster, and nothing in the request concerns it. */
    OTHER("other"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    RelationToRequest(String word) {
        this.word = word;
    }

    /**
     * Returns the word in JSON.
     *
     * @return the word
     */
    public String word() {
        return word;
    }

    /**
     * Returns the constant for a word in JSON.
     *
     * @param word the word
     * @return the constant
     */
    public static RelationToRequest of(String word) {
        for (RelationToRequest known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
