// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The kind of a reference entry. */
public enum ReferenceEntryKind {
    /** An annotation of a Service. */
    ANNOTATION("annotation"),
    /** A label of a Service. */
    LABEL("label"),
    /** A finalizer of a Service. */
    FINALIZER("finalizer"),
    /** A condition of a Service. */
    CONDITION("condition"),
    /** A readiness gate of a Pod. */
    READINESS_GATE("readiness-gate"),
    /** An annotation of a Pod. */
    POD_ANNOTATION("pod-annotation"),
    /** A cluster-wide switch. */
    SWITCH("switch"),
    /** A key of a certificate Secret. */
    SECRET_KEY("secret-key"),
    /** A tag of a CLB. */
    TAG("tag"),
    /** A field of a Service or of a TkeServiceConfig. */
    FIELD("field"),
    /** A finding. */
    CODE("code"),
    /** A reason of a plan. */
    REASON("reason"),
    /** A fact about the cluster, a key of {@code context}. */
    CONTEXT_KEY("context-key"),
    /** A member of a request. */
    REQUEST_MEMBER("request-member"),
    /** What happens to a load balancer or its address. */
    VERDICT("verdict"),
    /** A member of an answer. */
    ANSWER_MEMBER("answer-member"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    ReferenceEntryKind(String word) {
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
    public static ReferenceEntryKind of(String word) {
        for (ReferenceEntryKind known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
