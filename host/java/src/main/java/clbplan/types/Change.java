// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The change of one resource.
 *
 * @param address The resource, {@code listener/TCP/80}.
 * @param after Its state after the plan; null when it is removed.
 * @param afterUnknown Members of {@code after} whose values are not known yet.
 * @param because Why.
 * @param before Its current state; null when it does not exist.
 * @param fields Members that differ; only of an update.
 * @param sources The locations in {@code manifests} that specify it, when that was text.
 * @param verb What happens to the resource.
 */
public record Change(
        String address,
        Object after,
        List<String> afterUnknown,
        List<Because> because,
        Object before,
        List<String> fields,
        List<SourceRange> sources,
        Verb verb) {}
