// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The addresses of a Service.
 *
 * @param after Those that it will have; absent when they are not known yet.
 * @param before Those that it has; absent when they are unknown, or there are none.
 */
public record Addresses(
        List<String> after,
        List<String> before) {}
