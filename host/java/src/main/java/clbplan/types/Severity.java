// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** How severe a finding is. */
public enum Severity {
    /** The object is rejected, or does not do what it specifies. */
    ERROR("error"),
    /** The object works, but probably not as intended. */
    WARNING("warning"),
    /** Additional information. */
    INFO("info"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    Severity(String word) {
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
    public static Severity of(String word) {
        for (Severity known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
