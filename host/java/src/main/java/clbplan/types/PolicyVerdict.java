// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** A verdict of the guard rails. */
public enum PolicyVerdict {
    /** No guard is violated. */
    ALLOW("allow"),
    /** No guard is violated as far as is known, but what was provided does not decide all of them. */
    UNDECIDED("undecided"),
    /** A guard that only warns is violated. */
    WARN("warn"),
    /** A guard that denies is violated. */
    DENY("deny"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    PolicyVerdict(String word) {
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
    public static PolicyVerdict of(String word) {
        for (PolicyVerdict known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
