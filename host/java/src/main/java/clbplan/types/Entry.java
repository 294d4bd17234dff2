// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A reference entry.
 *
 * @param basis Whether it is documented or inferred.
 * @param kind The kind of the entry.
 * @param name The full name, the code, or the path.
 * @param text The full text in Markdown.
 * @param title The title, one line.
 * @param url The page that states it, or from which it is inferred.
 */
public record Entry(
        Basis basis,
        ReferenceEntryKind kind,
        String name,
        String text,
        String title,
        String url) {}
