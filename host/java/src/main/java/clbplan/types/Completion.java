// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * One completion.
 *
 * @param detail One line to show beside the label; may be empty.
 * @param documentation Documentation in Markdown; may be empty.
 * @param edit The edit that inserts it.
 * @param kind What is completed.
 * @param label The text to show in a list.
 */
public record Completion(
        String detail,
        String documentation,
        Edit edit,
        CompletionKind kind,
        String label) {}
