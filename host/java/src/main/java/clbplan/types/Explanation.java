// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The answer of {@code explain}.
 *
 * @param entries Entries with that name.
 * @param near Similar names, when no entry has that name.
 */
public record Explanation(
        List<Entry> entries,
        List<String> near) {}
