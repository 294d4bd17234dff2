// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/** A built-in guard, named after what it detects. */
public sealed interface Guard {
    /** One without an argument. */
    public enum Name implements Guard {
        /** A CLB is deleted. */
        DELETES_LOAD_BALANCER("deletes-load-balancer"),
        /** The address that clients use changes or is lost. */
        CHANGES_ADDRESS("changes-address"),
        /** A CLB is replaced. */
        REPLACES_LOAD_BALANCER("replaces-load-balancer"),
        /** The Service is public. */
        EXPOSES_PUBLICLY("exposes-publicly"),
        /**
         * A listener or rule loses all its backends: they are unbound, also where others are bound afterwards, or get
         * weight 0, or it is deleted with them.
         */
        DRAINS_BACKENDS("drains-backends"),
        /** An existing CLB is adopted. */
        ADOPTS_LOAD_BALANCER("adopts-load-balancer"),
        /** Modification protection is off. */
        LACKS_MODIFICATION_PROTECTION("lacks-modification-protection"),
        /** An edit has no effect. */
        EDIT_WITHOUT_EFFECT("edit-without-effect");

        private final String word;

        Name(String word) {
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
        public static Name of(String word) {
            for (Name known : values()) {
                if (known.word.equals(word)) {
                    return known;
                }
            }
            throw new IllegalArgumentException("unknown word: " + word);
        }
    }

    /**
     * The bandwidth is above this many Mbps.
     *
     * @param exceedsBandwidth the value
     */
    record ExceedsBandwidth(int exceedsBandwidth) implements Guard {}

    /**
     * The bandwidth is above this many Mbps.
     *
     * @param exceedsBandwidth the value
     * @return the value as one of the forms
     */
    static Guard exceedsBandwidth(int exceedsBandwidth) {
        return new ExceedsBandwidth(exceedsBandwidth);
    }

    /**
     * An internal CLB is in a subnet that is not in this list.
     *
     * @param outsideSubnets the value
     */
    record OutsideSubnets(List<String> outsideSubnets) implements Guard {}

    /**
     * An internal CLB is in a subnet that is not in this list.
     *
     * @param outsideSubnets the value
     * @return the value as one of the forms
     */
    static Guard outsideSubnets(List<String> outsideSubnets) {
        return new OutsideSubnets(outsideSubnets);
    }
}
