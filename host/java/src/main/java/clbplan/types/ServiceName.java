// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * The name of a Service.
 *
 * @param name The name of the Service in its namespace.
 * @param namespace The namespace of the Service.
 */
public record ServiceName(
        String name,
        String namespace) {
    /**
     * Makes a value with the members that are required.
     *
     * @param name The name of the Service in its namespace.
     * @param namespace The namespace of the Service.
     * @return the value
     */
    public static ServiceName of(String name, String namespace) {
        return new ServiceName(name, namespace);
    }
}
