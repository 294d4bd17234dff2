// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The answer of {@code hover}.
 *
 * @param contents Markdown.
 * @param range The key or value that is described.
 */
public record Hover(
        String contents,
        Range range) {}
