// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * A difference that the plan does not remove.
 *
 * @param address The resource.
 * @param because Why.
 * @param sources The locations in {@code manifests} that specify it, when that was text.
 * @param verb What was not done.
 */
public record Withheld(
        String address,
        Because because,
        List<SourceRange> sources,
        Verb verb) {}
