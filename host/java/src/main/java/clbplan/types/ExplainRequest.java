// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The request of {@code explain}.
 *
 * @param locale Language of the texts.
 * @param query The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or
 *     another word of the answer. {@code context}, {@code verdict} and {@code vip} list theirs. Empty: everything.
 */
public record ExplainRequest(
        Locale locale,
        String query) {
    /**
     * Makes a value with the members that are required.
     *
     * @return the value
     */
    public static ExplainRequest of() {
        return new ExplainRequest(null, null);
    }

    /**
     * Returns a copy with another {@code locale}.
     *
     * @param locale Language of the texts.
     * @return the changed copy
     */
    public ExplainRequest withLocale(Locale locale) {
        return new ExplainRequest(locale, query);
    }

    /**
     * Returns a copy with another {@code query}.
     *
     * @param query The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or
     *     another word of the answer. {@code context}, {@code verdict} and {@code vip} list theirs. Empty: everything.
     * @return the changed copy
     */
    public ExplainRequest withQuery(String query) {
        return new ExplainRequest(locale, query);
    }
}
