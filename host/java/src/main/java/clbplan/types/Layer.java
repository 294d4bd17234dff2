// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The reader that raises a finding. */
public enum Layer {
    /** The YAML or JSON parser. */
    SYNTAX("syntax"),
    /** The form of an object, or of the cloud's answers. */
    SCHEMA("schema"),
    /** kube-apiserver. */
    KUBERNETES("kubernetes"),
    /** TKE's Service controller. */
    TKE("tke"),
    /** The plan. */
    PLAN("plan"),
    /** The guard rails of the request. */
    POLICY("policy"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    Layer(String word) {
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
    public static Layer of(String word) {
        for (Layer known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
