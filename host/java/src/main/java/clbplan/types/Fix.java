// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * A change of the text that certainly fixes the finding.
 *
 * @param edits Replacements, without overlap.
 * @param title What the fix does, as a sentence.
 */
public record Fix(
        List<Edit> edits,
        String title) {}
