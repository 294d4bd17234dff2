// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A range of the text.
 *
 * @param end Position after the last character.
 * @param start Position of the first character.
 */
public record Range(
        Position end,
        Position start) {}
