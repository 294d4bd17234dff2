// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * Another location that explains the finding.
 *
 * @param message What is found there.
 * @param object The object, when it is another one.
 * @param source Its location in {@code manifests}, when that was text.
 */
public record Related(
        String message,
        ObjectRef object,
        SourceRange source) {}
