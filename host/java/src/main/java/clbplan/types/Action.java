// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * A call.
 *
 * @param address The resource it changes.
 * @param after Ids of the actions that must come first.
 * @param api The API, {@code CreateListener}; {@code kubernetes} for a JSON merge patch of the Service, or of the
 *     TkeServiceConfig that the controller maintains for it.
 * @param because Why.
 * @param id Id of the action, unique in the plan.
 * @param request The complete body. {"$from": id, "path": …} stands for a value in the answer of another action;
 *     an id of the form {@code …:describe:…} names a resource that exists and whose id was not provided.
 * @param wave Length of the longest chain of actions before it. The API changes a load balancer by one call at a
 *     time: calls on one load balancer are sent in the order of the list.
 */
public record Action(
        String address,
        List<String> after,
        String api,
        Because because,
        String id,
        Object request,
        int wave) {}
