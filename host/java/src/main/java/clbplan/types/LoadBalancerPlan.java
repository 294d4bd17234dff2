// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * What happens to the load balancer of a Service.
 *
 * @param addresses The addresses, IPs or a domain name; absent when none is known.
 * @param because Why, the most important reason first.
 * @param failure Where the change fails; only of the verdict {@code error}.
 * @param id Id of the load balancer; absent when it does not exist yet or is unknown.
 * @param newlyPublic True when the Service becomes reachable from the internet, whatever else happens.
 * @param outage True when a listener or forwarding rule is deleted, or loses every backend that it has, whatever
 *     else happens.
 * @param undecided True when the verdict is {@code keep}, and {@code withheld} has changes that are unknown or
 *     that cannot be made yet.
 * @param unproven True when the deletion is expected, and not proven: no call is planned for it.
 * @param verdict The verdict.
 * @param vip What happens to the address that clients use.
 */
public record LoadBalancerPlan(
        Addresses addresses,
        List<Because> because,
        SyncFailure failure,
        String id,
        Boolean newlyPublic,
        Boolean outage,
        Boolean undecided,
        Boolean unproven,
        LoadBalancerVerdict verdict,
        VipVerdict vip) {}
