// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** What happens to a Service object. */
public enum ServiceEvent {
    /** It is created. */
    CREATE("create"),
    /** It is changed. */
    UPDATE("update"),
    /** It is deleted. */
    DELETE("delete"),
    /** It is deleted and created again. */
    RECREATE("recreate"),
    /** It does not change. */
    UNCHANGED("unchanged"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    ServiceEvent(String word) {
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
    public static ServiceEvent of(String word) {
        for (ServiceEvent known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
