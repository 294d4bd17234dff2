// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * Guard rails for a plan.
 *
 * @param rules Rules are evaluated independently; the worst verdict counts.
 */
public record Policy(
        List<PolicyRule> rules) {
    /**
     * Makes a value with the members that are required.
     *
     * @param rules Rules are evaluated independently; the worst verdict counts.
     * @return the value
     */
    public static Policy of(List<PolicyRule> rules) {
        return new Policy(rules);
    }
}
