// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The reason for an action, a verdict or a withheld change.
 *
 * @param basis Whether it is documented or inferred.
 * @param code Name of the reason, {@code area/name}; stable.
 * @param message The reason as a sentence.
 * @param url The page that states it.
 */
public record Because(
        Basis basis,
        String code,
        String message,
        String url) {}
