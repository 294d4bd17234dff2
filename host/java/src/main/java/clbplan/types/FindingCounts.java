// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The number of findings by severity.
 *
 * @param errors Objects that are rejected, or do not do what they specify.
 * @param infos Additional information.
 * @param suppressed The number of suppressed warnings and infos; absent when there are none.
 * @param warnings Objects that work, but probably not as intended.
 */
public record FindingCounts(
        int errors,
        int infos,
        Integer suppressed,
        int warnings) {}
