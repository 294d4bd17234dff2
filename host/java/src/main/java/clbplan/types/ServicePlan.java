// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The plan of one Service.
 *
 * @param actions The calls, in an order that respects {@code after}.
 * @param changes The changes, resource by resource.
 * @param event What happens to the Service object.
 * @param existing True when the same is planned for the live object: the request does not bring it.
 * @param loadBalancer What happens to its load balancer.
 * @param name The name of the Service.
 * @param namespace The namespace of the Service.
 * @param rank Its place in the order of danger, from 0.
 * @param scope Why the Service is in the plan.
 * @param uid The uid of the Service; absent before it is created.
 * @param withheld Differences that are not removed, with their reasons.
 */
public record ServicePlan(
        List<Action> actions,
        List<Change> changes,
        ServiceEvent event,
        Boolean existing,
        LoadBalancerPlan loadBalancer,
        String name,
        String namespace,
        int rank,
        RelationToRequest scope,
        String uid,
        List<Withheld> withheld) {}
