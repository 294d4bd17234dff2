// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * Services to which the same happens.
 *
 * @param danger The worst that happens to them.
 * @param existing True when the same is planned for the live objects: the request does not bring it.
 * @param scope Why they are in the plan.
 * @param services The Services, sorted by namespace and name.
 * @param verdict The verdict on their load balancers.
 * @param vip What happens to their addresses.
 */
public record OverviewGroup(
        Danger danger,
        Boolean existing,
        RelationToRequest scope,
        List<ServiceWithLoadBalancer> services,
        LoadBalancerVerdict verdict,
        VipVerdict vip) {}
