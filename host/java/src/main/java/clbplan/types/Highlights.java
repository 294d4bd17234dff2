// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The Services whose load balancer is deleted, whose address is lost, or that become public.
 *
 * @param addressesLost Services whose address is lost or changes.
 * @param deleted Services whose load balancer is deleted, also as a part of a replacement.
 * @param newlyPublic Services that become reachable from the internet.
 */
public record Highlights(
        List<ServiceWithLoadBalancer> addressesLost,
        List<ServiceWithLoadBalancer> deleted,
        List<ServiceWithLoadBalancer> newlyPublic) {}
