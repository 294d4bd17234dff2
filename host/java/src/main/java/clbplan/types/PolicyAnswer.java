// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The verdict of the guard rails.
 *
 * @param verdict The worst verdict of all rules, without the violations that the request does not bring ({@code
 *     existing}).
 * @param violations The violated guards, with their rules; and those that cannot be decided ({@code
 *     policy/undecided}).
 */
public record PolicyAnswer(
        PolicyVerdict verdict,
        List<Diagnostic> violations) {}
