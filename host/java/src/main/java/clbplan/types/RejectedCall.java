// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
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
