// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** What happens to the address that clients use. */
public enum VipVerdict {
    /** There is no address. */
    NONE("none"),
    /** The address does not change. */
    KEPT("kept"),
    /** There is an address for the first time. */
    NEW("new"),
    /** The address is replaced by another one. */
    CHANGED("changed"),
    /** The address is lost. */
    LOST("lost"),
    /** It cannot be determined from the provided input what happens to the address. */
    UNKNOWN("unknown"),
    /** A word of a later version. */
    UNKNOWN_WORD("");

    private final String word;

    VipVerdict(String word) {
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
    public static VipVerdict of(String word) {
        for (VipVerdict known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return UNKNOWN_WORD;
    }
}
