// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The answer of {@code complete}.
 *
 * @param items Best first.
 */
public record Completions(
        List<Completion> items) {}
