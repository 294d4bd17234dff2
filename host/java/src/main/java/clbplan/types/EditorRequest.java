// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The request of {@code complete} and {@code hover}.
 *
 * @param context Facts about the cluster: annotations that need a newer controller come last.
 * @param locale Language of the texts.
 * @param position The position of the cursor.
 * @param positionEncoding How columns and offsets are counted.
 * @param text YAML or JSON, any number of documents, complete or not.
 */
public record EditorRequest(
        Context context,
        Locale locale,
        Cursor position,
        PositionEncoding positionEncoding,
        String text) {
    /**
     * Makes a value with the members that are required.
     *
     * @param position The position of the cursor.
     * @param text YAML or JSON, any number of documents, complete or not.
     * @return the value
     */
    public static EditorRequest of(Cursor position, String text) {
        return new EditorRequest(null, null, position, null, text);
    }

    /**
     * Returns a copy with another {@code context}.
     *
     * @param context Facts about the cluster: annotations that need a newer controller come last.
     * @return the changed copy
     */
    public EditorRequest withContext(Context context) {
        return new EditorRequest(context, locale, position, positionEncoding, text);
    }

    /**
     * Returns a copy with another {@code locale}.
     *
     * @param locale Language of the texts.
     * @return the changed copy
     */
    public EditorRequest withLocale(Locale locale) {
        return new EditorRequest(context, locale, position, positionEncoding, text);
    }

    /**
     * Returns a copy with another {@code positionEncoding}.
     *
     * @param positionEncoding How columns and offsets are counted.
     * @return the changed copy
     */
    public EditorRequest withPositionEncoding(PositionEncoding positionEncoding) {
        return new EditorRequest(context, locale, position, positionEncoding, text);
    }
}
