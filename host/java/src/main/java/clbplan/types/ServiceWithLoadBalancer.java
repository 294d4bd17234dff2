// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A Service with its load balancer.
 *
 * @param address The address that clients use before the plan, or after it when there is none before; absent when
 *     it is unknown.
 * @param loadBalancerId Id of the load balancer; absent when it does not exist yet or is unknown.
 * @param name The name of the Service.
 * @param namespace The namespace of the Service.
 */
public record ServiceWithLoadBalancer(
        String address,
        String loadBalancerId,
        String name,
        String namespace) {}
