// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The request of {@code planSync}.
 *
 * @param clb The current state of the cloud. Without it, the state is derived from {@code live} by simulation, and
 *     an assumption says so.
 * @param context Facts about the cluster.
 * @param defaultNamespace Namespace of the objects that name none; without it they are assumed to be in {@code
 *     default}.
 * @param delete Services to delete. The name {@code *} selects every live Service of its namespace.
 * @param ignore Codes of findings to suppress: warnings and infos, for all objects. The answer counts the
 *     suppressed ones.
 * @param live The objects currently in the cluster.
 * @param liveContext Facts that hold without this request, where it changes one, such as the version of the
 *     controller: what is found and planned for the live objects is judged by them. Without it, {@code context}.
 * @param locale Language of the messages.
 * @param manifests The desired objects.
 * @param policy Guard rails for the plan.
 * @param positionEncoding How columns and offsets are counted.
 * @param prune Deletes every live Service of type LoadBalancer that is not in {@code manifests}.
 * @param pruneWithin Where {@code prune} looks for Services; without it, in the whole cluster.
 * @param recreate Services that are deleted and created again from {@code manifests}. The name {@code *} selects
 *     all of its namespace.
 * @param scope The Services of the answer; without it, all.
 */
public record PlanRequest(
        ClbState clb,
        Context context,
        String defaultNamespace,
        List<ServiceName> delete,
        List<String> ignore,
        Source live,
        Context liveContext,
        Locale locale,
        Source manifests,
        Policy policy,
        PositionEncoding positionEncoding,
        Boolean prune,
        PruneWithin pruneWithin,
        List<ServiceName> recreate,
        PlanScope scope) {
    /**
     * Makes a value with the members that are required.
     *
     * @return the value
     */
    public static PlanRequest of() {
        return new PlanRequest(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Returns a copy with another {@code clb}.
     *
     * @param clb The current state of the cloud. Without it, the state is derived from {@code live} by simulation, and
     *     an assumption says so.
     * @return the changed copy
     */
    public PlanRequest withClb(ClbState clb) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code context}.
     *
     * @param context Facts about the cluster.
     * @return the changed copy
     */
    public PlanRequest withContext(Context context) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code defaultNamespace}.
     *
     * @param defaultNamespace Namespace of the objects that name none; without it they are assumed to be in {@code
     *     default}.
     * @return the changed copy
     */
    public PlanRequest withDefaultNamespace(String defaultNamespace) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code delete}.
     *
     * @param delete Services to delete. The name {@code *} selects every live Service of its namespace.
     * @return the changed copy
     */
    public PlanRequest withDelete(List<ServiceName> delete) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code ignore}.
     *
     * @param ignore Codes of findings to suppress: warnings and infos, for all objects. The answer counts the
     *     suppressed ones.
     * @return the changed copy
     */
    public PlanRequest withIgnore(List<String> ignore) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code live}.
     *
     * @param live The objects currently in the cluster.
     * @return the changed copy
     */
    public PlanRequest withLive(Source live) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code liveContext}.
     *
     * @param liveContext Facts that hold without this request, where it changes one, such as the version of the
     *     controller: what is found and planned for the live objects is judged by them. Without it, {@code context}.
     * @return the changed copy
     */
    public PlanRequest withLiveContext(Context liveContext) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code locale}.
     *
     * @param locale Language of the messages.
     * @return the changed copy
     */
    public PlanRequest withLocale(Locale locale) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code manifests}.
     *
     * @param manifests The desired objects.
     * @return the changed copy
     */
    public PlanRequest withManifests(Source manifests) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code policy}.
     *
     * @param policy Guard rails for the plan.
     * @return the changed copy
     */
    public PlanRequest withPolicy(Policy policy) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code positionEncoding}.
     *
     * @param positionEncoding How columns and offsets are counted.
     * @return the changed copy
     */
    public PlanRequest withPositionEncoding(PositionEncoding positionEncoding) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code prune}.
     *
     * @param prune Deletes every live Service of type LoadBalancer that is not in {@code manifests}.
     * @return the changed copy
     */
    public PlanRequest withPrune(Boolean prune) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code pruneWithin}.
     *
     * @param pruneWithin Where {@code prune} looks for Services; without it, in the whole cluster.
     * @return the changed copy
     */
    public PlanRequest withPruneWithin(PruneWithin pruneWithin) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code recreate}.
     *
     * @param recreate Services that are deleted and created again from {@code manifests}. The name {@code *} selects
     *     all of its namespace.
     * @return the changed copy
     */
    public PlanRequest withRecreate(List<ServiceName> recreate) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }

    /**
     * Returns a copy with another {@code scope}.
     *
     * @param scope The Services of the answer; without it, all.
     * @return the changed copy
     */
    public PlanRequest withScope(PlanScope scope) {
        return new PlanRequest(clb, context, defaultNamespace, delete, ignore, live, liveContext, locale, manifests, policy, positionEncoding, prune, pruneWithin, recreate, scope);
    }
}
