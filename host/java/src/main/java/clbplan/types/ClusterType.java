// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The kind of a cluster. */
public enum ClusterType {
    /** A TKE cluster with nodes. */
    MANAGED("managed"),
    /** TKE Serverless. */
    SERVERLESS("serverless");

    private final String word;

    ClusterType(String word) {
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
    public static ClusterType of(String word) {
        for (ClusterType known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
