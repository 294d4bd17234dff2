// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The number of load balancers by verdict. {@code ignored} counts edits instead.
 *
 * @param adopt Existing load balancers that are adopted.
 * @param blocked Services whose change the controller refuses.
 * @param create Load balancers that are created.
 * @param delete Load balancers that are deleted.
 * @param error Services that cannot be synced.
 * @param ignored Edits without effect.
 * @param keep Load balancers that do not change.
 * @param release Load balancers that are released: they are kept and no longer managed.
 * @param replace Load balancers that are deleted or released, with another one in their place.
 * @param update Load balancers that are changed in place.
 */
public record VerdictCounts(
        int adopt,
        int blocked,
        int create,
        int delete,
        int error,
        int ignored,
        int keep,
        int release,
        int replace,
        int update) {}
