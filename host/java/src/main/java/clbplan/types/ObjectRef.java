// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The identity of a Kubernetes object.
 *
 * @param apiVersion API version, {@code v1}.
 * @param kind Kind, {@code Service}.
 * @param name Name; absent when the object has none.
 * @param namespace Namespace; absent for cluster-scoped objects.
 */
public record ObjectRef(
        String apiVersion,
        String kind,
        String name,
        String namespace) {}
