// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A call that the simulated cloud rejected.
 *
 * @param action Id of the action.
 * @param api The call.
 * @param error The API's error code and message.
 */
public record RejectedCall(
        String action,
        String api,
        String error) {}
