// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** What happens to the load balancer of a Service. */
public enum LoadBalancerVerdict {
    /** The Service has no load balancer and needs none. */
    NONE("none"),
    /** The load balancer does not change. */
    KEEP("keep"),
    /** A load balancer is created. */
    CREATE("create"),
    /** An existing load balancer is adopted: TKE uses it and does not delete it. */
    ADOPT("adopt"),
    /** The load balancer is changed in place. */
    UPDATE("update"),
    /** The load balancer is deleted or released, and another one takes its place. */
    REPLACE("replace"),
    /** The load balancer is deleted. */
    DELETE("delete"),
    /** The load balancer is released: kept and no longer managed. */
    RELEASE("release"),
    /** The controller refuses the change. */
    BLOCKED("blocked"),
    /** The controller cannot sync the Service, or too little is known. */
    ERROR("error"),
    /** Nothing is changed, because the Service has {@code mode: skip}. */
    SKIP("skip"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    LoadBalancerVerdict(String word) {
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
    public static LoadBalancerVerdict of(String word) {
        for (LoadBalancerVerdict known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
