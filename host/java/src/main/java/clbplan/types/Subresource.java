// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** A part of a Service that can be written on its own. */
public enum Subresource {
    /**
     * The status, which controllers write. {@code spec} is taken from {@code live}; without {@code live} it is assumed
     * to be as in the manifest.
     */
    STATUS("status");

    private final String word;

    Subresource(String word) {
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
    public static Subresource of(String word) {
        for (Subresource known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
