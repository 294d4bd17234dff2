// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
package clbplan.types;

import java.util.List;

/**
 * The verdict of the guard rails.
 *
 * @param verdict The worst verdict of all rules.
 * @param violations The violated guards, with their rules.
 */
public record PolicyAnswer(
        PolicyVerdict verdict,
        List<Diagnostic> violations) {}
