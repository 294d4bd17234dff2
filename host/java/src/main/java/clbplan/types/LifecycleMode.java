// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * What the controller does when an edit requires another CLB. Both behaviours are documented; which version
 * changed from one to the other is not.
 */
public enum LifecycleMode {
    /** It refuses the edit. */
    BLOCKED("blocked"),
    /** It replaces the load balancer. */
    REBUILD("rebuild");

    private final String word;

    LifecycleMode(String word) {
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
    public static LifecycleMode of(String word) {
        for (LifecycleMode known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
