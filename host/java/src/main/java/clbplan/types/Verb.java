// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** What happens to a resource of the cloud or the cluster. */
public enum Verb {
    /** It is created. */
    CREATE("create"),
    /** It is changed in place. */
    UPDATE("update"),
    /** It is deleted. */
    DELETE("delete"),
    /** It is released: kept and no longer managed. */
    RELEASE("release"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    Verb(String word) {
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
    public static Verb of(String word) {
        for (Verb known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
