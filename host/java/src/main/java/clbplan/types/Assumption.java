// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * Something that was not provided and is therefore not checked.
 *
 * @param code Name of the assumption, {@code area/name}; stable.
 * @param event The event code of the controller that appears when the assumption turns out wrong.
 * @param message The assumption as a sentence.
 */
public record Assumption(
        String code,
        String event,
        String message) {}
