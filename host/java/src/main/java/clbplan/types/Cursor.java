// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A position: an offset, or a line and a column. A position after the end of the text counts as its end, a column
 * after the end of a line as the end of the line.
 *
 * @param column Counted from 1; needs {@code line}.
 * @param line Counted from 1; needs {@code column}.
 * @param offset Counted from 0, from the start of the whole text; takes precedence over line and column.
 */
public record Cursor(
        Integer column,
        Integer line,
        Integer offset) {
    /**
     * Makes a value with the members that are required.
     *
     * @return the value
     */
    public static Cursor of() {
        return new Cursor(null, null, null);
    }

    /**
     * Returns a copy with another {@code column}.
     *
     * @param column Counted from 1; needs {@code line}.
     * @return the changed copy
     */
    public Cursor withColumn(Integer column) {
        return new Cursor(column, line, offset);
    }

    /**
     * Returns a copy with another {@code line}.
     *
     * @param line Counted from 1; needs {@code column}.
     * @return the changed copy
     */
    public Cursor withLine(Integer line) {
        return new Cursor(column, line, offset);
    }

    /**
     * Returns a copy with another {@code offset}.
     *
     * @param offset Counted from 0, from the start of the whole text; takes precedence over line and column.
     * @return the changed copy
     */
    public Cursor withOffset(Integer offset) {
        return new Cursor(column, line, offset);
    }
}
