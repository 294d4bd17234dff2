// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A CLB that no Service uses.
 *
 * @param address An address by which clients reach it, an IP or a domain name; absent when none was provided.
 * @param backends The number of backends of all listeners and rules; absent when some were not provided.
 * @param because Why it counts as unused.
 * @param createdAt When it was created, as the cloud writes it; absent when it was not provided.
 * @param listeners The number of its listeners; absent when they were not provided.
 * @param loadBalancerId Id of the CLB, {@code lb-…}.
 * @param name Its name; absent when it was not provided.
 */
public record Orphan(
        String address,
        Integer backends,
        Because because,
        String createdAt,
        Integer listeners,
        String loadBalancerId,
        String name) {}
