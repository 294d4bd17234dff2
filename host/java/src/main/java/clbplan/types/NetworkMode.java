// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The network of Pods. */
public enum NetworkMode {
    /** Pod addresses are routed by the route table of the VPC. */
    GLOBAL_ROUTER("GlobalRouter"),
    /** Pods have addresses of the VPC. */
    VPC_CNI("VPC-CNI");

    private final String word;

    NetworkMode(String word) {
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
    public static NetworkMode of(String word) {
        for (NetworkMode known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
