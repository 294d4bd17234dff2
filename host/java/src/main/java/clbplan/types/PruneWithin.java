// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** Where {@code prune} looks for Services. */
public enum PruneWithin {
    /** In the whole cluster. */
    CLUSTER("cluster"),
    /** In the namespaces of {@code manifests}. */
    MANIFEST_NAMESPACES("manifest-namespaces");

    private final String word;

    PruneWithin(String word) {
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
    public static PruneWithin of(String word) {
        for (PruneWithin known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
