// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The Services with a load balancer outside of the scope.
 *
 * @param orphans Load balancers of this cluster that no Service uses.
 * @param services How many there are.
 * @param withChanges How many of them have a plan that changes something, or that is refused, without this
 *     request.
 * @param withFindings How many of them have findings.
 */
public record OtherServicesCounts(
        int orphans,
        int services,
        int withChanges,
        int withFindings) {}
