// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The answer of {@code planSync}: what TKE's Service controller will do.
 *
 * @param assumptions What was not provided and is therefore not checked.
 * @param complete False when something that is needed was not provided or is not valid; see {@code assumptions}
 *     and {@code diagnostics}.
 * @param diagnostics Findings, sorted by location.
 * @param existing How many of the findings the live objects have as well; absent when there are none.
 * @param findings The number of findings by severity, including those that an answer of very many drops.
 * @param formatVersion Version of this format.
 * @param highlights The Services whose load balancer is deleted, whose address is lost, or that become public.
 * @param orphans CLBs with this cluster's ownership tags that no Service uses.
 * @param others The Services with a load balancer outside of the scope; absent when the scope is everything.
 * @param overview Services to which the same happens, in the order of danger.
 * @param policy The verdict of the guard rails; absent when the request has none.
 * @param services The plan of each Service, sorted by namespace and name.
 * @param summary The number of load balancers by verdict.
 * @param suppressed The number of suppressed warnings and infos; absent when there are none.
 */
public record Plan(
        List<Assumption> assumptions,
        boolean complete,
        List<Diagnostic> diagnostics,
        SeverityCounts existing,
        SeverityCounts findings,
        String formatVersion,
        Highlights highlights,
        List<Orphan> orphans,
        OtherServicesCounts others,
        List<OverviewGroup> overview,
        PolicyAnswer policy,
        List<ServicePlan> services,
        VerdictCounts summary,
        Integer suppressed) {}
