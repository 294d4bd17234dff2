// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
package clbplan.types;

/**
 * A CLB that no Service uses.
 *
 * @param because Why it counts as unused.
 * @param loadBalancerId Id of the CLB, {@code lb-…}.
 */
public record Orphan(
        Because because,
        String loadBalancerId) {}
