// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
package clbplan.types;

import java.util.List;

/**
 * The plan of one Service.
 *
 * @param actions The calls, in an order that respects {@code after}.
 * @param changes The changes, resource by resource.
 * @param event What happens to the Service object.
 * @param loadBalancer What happens to its load balancer.
 * @param name The name of the Service.
 * @param namespace The namespace of the Service.
 * @param uid The uid of the Service; absent before it is created.
 * @param withheld Differences that are not removed, with their reasons.
 */
public record ServicePlan(
        List<Action> actions,
        List<Change> changes,
        Event event,
        LoadBalancerPlan loadBalancer,
        String name,
        String namespace,
        String uid,
        List<Withheld> withheld) {}
