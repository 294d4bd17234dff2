// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The Services of a plan. */
public enum PlanScope {
    /** Those of {@code manifests} and all live ones. */
    ALL("all"),
    /**
     * Those that {@code manifests}, {@code delete} and {@code prune} name, and those that share a load balancer or a
     * TkeServiceConfig with them. The others are counted.
     */
    NAMED("named");

    private final String word;

    PlanScope(String word) {
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
    public static PlanScope of(String word) {
        for (PlanScope known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
