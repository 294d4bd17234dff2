// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
package clbplan.types;

/**
 * A position in the text.
 *
 * @param column Column, counted from 1.
 * @param line Line, counted from 1.
 * @param offset Offset, counted from 0 from the start of the text; of named files, of the file.
 */
public record Position(
        int column,
        int line,
        int offset) {}
