// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The error types of kube-apiserver, as it spells them. */
public enum FieldErrorType {
    /** A required value is absent. */
    REQUIRED("Required"),
    /** A value is not valid. */
    INVALID("Invalid"),
    /** A value is not in the list of supported ones. */
    NOT_SUPPORTED("NotSupported"),
    /** A value occurs more than once. */
    DUPLICATE("Duplicate"),
    /** A value must not be set. */
    FORBIDDEN("Forbidden"),
    /** A value is too long. */
    TOO_LONG("TooLong"),
    /** A list has too many items. */
    TOO_MANY("TooMany"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    FieldErrorType(String word) {
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
    public static FieldErrorType of(String word) {
        for (FieldErrorType known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
