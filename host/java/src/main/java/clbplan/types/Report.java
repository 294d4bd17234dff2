// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The answer of {@code validateService}.
 *
 * @param diagnostics Findings, sorted by location. Of very many the most severe are kept, and one more finding
 *     states how many were dropped.
 * @param existing How many of the findings the live objects have as well; absent when there are none.
 * @param formatVersion Version of this format.
 * @param summary The number of findings by severity, including dropped ones.
 */
public record Report(
        List<Diagnostic> diagnostics,
        SeverityCounts existing,
        String formatVersion,
        FindingCounts summary) {}
