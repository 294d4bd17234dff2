// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * Selects Services. All given conditions must hold.
 *
 * @param labels The Service has all of these labels.
 * @param namespaces The Service is in one of these namespaces.
 */
public record PolicyMatch(
        Map<String, String> labels,
        List<String> namespaces) {
    /**
     * Makes a value with the members that are required.
     *
     * @return the value
     */
    public static PolicyMatch of() {
        return new PolicyMatch(null, null);
    }

    /**
     * Returns a copy with another {@code labels}.
     *
     * @param labels The Service has all of these labels.
     * @return the changed copy
     */
    public PolicyMatch withLabels(Map<String, String> labels) {
        return new PolicyMatch(labels, namespaces);
    }

    /**
     * Returns a copy with another {@code namespaces}.
     *
     * @param namespaces The Service is in one of these namespaces.
     * @return the changed copy
     */
    public PolicyMatch withNamespaces(List<String> namespaces) {
        return new PolicyMatch(labels, namespaces);
    }
}
