// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** How columns and offsets are counted. */
public enum PositionEncoding {
    /** In UTF-16 code units, as editors and the Language Server Protocol count. */
    UTF_16("utf-16"),
    /** In UTF-8 bytes. */
    UTF_8("utf-8");

    private final String word;

    PositionEncoding(String word) {
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
    public static PositionEncoding of(String word) {
        for (PositionEncoding known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
