// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * A rule.
 *
 * @param deny Guards that deny the plan.
 * @param match The Services that the rule applies to; absent: all.
 * @param name The name of the rule, shown with each violation.
 * @param warn Guards that warn.
 */
public record PolicyRule(
        List<Guard> deny,
        PolicyMatch match,
        String name,
        List<Guard> warn) {
    /**
     * Makes a value with the members that are required.
     *
     * @param name The name of the rule, shown with each violation.
     * @return the value
     */
    public static PolicyRule of(String name) {
        return new PolicyRule(null, null, name, null);
    }

    /**
     * Returns a copy with another {@code deny}.
     *
     * @param deny Guards that deny the plan.
     * @return the changed copy
     */
    public PolicyRule withDeny(List<Guard> deny) {
        return new PolicyRule(deny, match, name, warn);
    }

    /**
     * Returns a copy with another {@code match}.
     *
     * @param match The Services that the rule applies to; absent: all.
     * @return the changed copy
     */
    public PolicyRule withMatch(PolicyMatch match) {
        return new PolicyRule(deny, match, name, warn);
    }

    /**
     * Returns a copy with another {@code warn}.
     *
     * @param warn Guards that warn.
     * @return the changed copy
     */
    public PolicyRule withWarn(List<Guard> warn) {
        return new PolicyRule(deny, match, name, warn);
    }
}
