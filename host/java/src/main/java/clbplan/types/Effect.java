// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The effect of a finding on the result. */
public enum Effect {
    /** kube-apiserver rejects the object. */
    REJECTED("rejected"),
    /** The controller stops syncing the Service. */
    ABORTS("aborts"),
    /** What the controller does is not documented; nothing is planned for the Service. */
    UNKNOWN("unknown"),
    /** The controller skips the resource and continues. */
    WITHHOLDS("withholds"),
    /** The controller ignores the value. */
    IGNORED("ignored"),
    /** None. */
    NONE("none"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    Effect(String word) {
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
    public static Effect of(String word) {
        for (Effect known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
