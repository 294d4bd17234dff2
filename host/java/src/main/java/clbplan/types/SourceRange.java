// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A range in the text of {@code manifests}.
 *
 * @param document Index of the document in the text or the file, counted from 0.
 * @param end Position after the last character.
 * @param file Name of the file, when {@code manifests} was named files.
 * @param start Position of the first character.
 */
public record SourceRange(
        int document,
        Position end,
        String file,
        Position start) {}
