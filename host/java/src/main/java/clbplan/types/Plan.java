// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated`.
package clbplan.types;

import java.util.List;

/**
 * The answer of {@code planSync}: what TKE's Service controller will do.
 *
 * @param assumptions What was not provided and is therefore not checked.
 * @param complete False when something that is needed was not provided or is not valid; see {@code assumptions}
 *     and {@code diagnostics}.
 * @param diagnostics Findings, sorted by location.
 * @param formatVersion Version of this format.
 * @param orphans CLBs with this cluster's ownership tags that no Service uses.
 * @param policy The verdict of the guard rails; absent when the request has none.
 * @param services The plan of each Service, sorted by namespace and name.
 * @param summary The number of load balancers by verdict.
 * @param suppressed The number of suppressed warnings and infos; absent when there are none.
 */
public record Plan(
        List<Assumption> assumptions,
        boolean complete,
        List<Diagnostic> diagnostics,
        String formatVersion,
        List<Orphan> orphans,
        PolicyAnswer policy,
        List<ServicePlan> services,
        Summary summary,
        Integer suppressed) {}
