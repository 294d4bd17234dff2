// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/** Language of the messages. Codes never change with it. */
public enum Locale {
    /** English. */
    EN("en"),
    /** Simplified Chinese. */
    ZH_CN("zh-CN");

    private final String word;

    Locale(String word) {
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
    public static Locale of(String word) {
        for (Locale known : values()) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
