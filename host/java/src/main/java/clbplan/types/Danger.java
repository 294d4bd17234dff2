// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** The worst that happens to a Service, in the order of danger. */
public enum Danger {
    /** A load balancer is deleted. */
    DELETED("deleted"),
    /** A load balancer is replaced. */
    REPLACED("replaced"),
    /** The address is lost or changes. */
    ADDRESS_LOST("address-lost"),
    /** The Service becomes reachable from the internet. */
    NEWLY_PUBLIC("newly-public"),
    /**
     * A listener or forwarding rule is deleted, or every backend that it has is unbound or gets weight 0: it serves no
     * client.
     */
    OUTAGE("outage"),
    /** The controller refuses the change. */
    BLOCKED("blocked"),
    /** The Service cannot be synced. */
    ERROR("error"),
    /** A load balancer is changed in place. */
    UPDATE("update"),
    /** An existing load balancer is adopted. */
    ADOPT("adopt"),
    /** A load balancer is created. */
    CREATE("create"),
    /** A load balancer is released. */
    RELEASE("release"),
    /** Nothing changes. */
    KEEP("keep"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    Danger(String word) {
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
    public static Danger of(String word) {
        for (Danger known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
