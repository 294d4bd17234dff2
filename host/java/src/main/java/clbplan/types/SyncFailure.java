// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** Where the change of a Service with the verdict {@code error} fails. */
public enum SyncFailure {
    /** The API server rejects the manifest: there is no sync. */
    API_SERVER("apiServer"),
    /** The sync stops with an error. */
    SYNC("sync"),
    /** Nothing is planned, because what the controller does is not known. */
    UNKNOWN("unknown"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    SyncFailure(String word) {
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
    public static SyncFailure of(String word) {
        for (SyncFailure known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
