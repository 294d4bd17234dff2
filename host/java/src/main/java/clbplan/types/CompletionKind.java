// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** What a completion inserts. */
public enum CompletionKind {
    /** The name of an annotation. */
    ANNOTATION("annotation"),
    /** The name of a field. */
    FIELD("field"),
    /** A complete value. */
    VALUE("value"),
    /** The beginning of a value, to be completed by the user. */
    SNIPPET("snippet"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    CompletionKind(String word) {
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
    public static CompletionKind of(String word) {
        for (CompletionKind known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
