// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
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
