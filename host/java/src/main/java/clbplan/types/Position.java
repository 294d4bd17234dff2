// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A position in the text.
 *
 * @param column Column, counted from 1. A byte order mark has no column, as in editors.
 * @param line Line, counted from 1.
 * @param offset Offset, counted from 0 from the start of the text; of named files, of the file. A byte order mark
 *     counts: it is the first character of the text.
 */
public record Position(
        int column,
        int line,
        int offset) {}
