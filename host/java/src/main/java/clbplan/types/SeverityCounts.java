// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * How many findings there are, by severity.
 *
 * @param errors Objects that are rejected, or do not do what they specify.
 * @param infos Additional information.
 * @param warnings Objects that work, but probably not as intended.
 */
public record SeverityCounts(
        int errors,
        int infos,
        int warnings) {}
