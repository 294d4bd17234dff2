// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * The answer of {@code about}.
 *
 * @param name {@code clbplan}
 * @param version version of the core
 * @param commit the commit that the module was built from; {@code -dirty} behind it for changes on top, or {@code unknown}
 * @param formatVersion version of the format of answers
 * @param functions names of the exports
 * @param sources dates and versions of the sources
 * @param limits limits of a request
 */
public record About(
        String name,
        String version,
        String commit,
        String formatVersion,
        List<String> functions,
        Map<String, String> sources,
        Map<String, Integer> limits) {}
