// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The basis of a statement. */
public enum Basis {
    /** A public page states it. */
    DOCUMENTED("documented"),
    /** It is inferred from public pages. */
    INFERRED("inferred"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    Basis(String word) {
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
    public static Basis of(String word) {
        for (Basis known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
