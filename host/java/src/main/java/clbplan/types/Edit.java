// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A replacement in the text.
 *
 * @param end Position after the last character to replace.
 * @param start Position of the first character to replace.
 * @param text The replacement.
 */
public record Edit(
        Position end,
        Position start,
        String text) {}
