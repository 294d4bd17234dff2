// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * Limits of the account; an absent one is unknown.
 *
 * @param clbsPerRegion Load balancers in the region, for public and for internal ones each ({@code
 *     TOTAL_OPEN_CLB_QUOTA}, {@code TOTAL_INTERNAL_CLB_QUOTA}).
 * @param listenersPerClb Listeners of one load balancer ({@code TOTAL_LISTENER_QUOTA}).
 * @param targetsPerListener Backends of one listener ({@code TOTAL_TARGET_BIND_QUOTA}).
 */
public record Quotas(
        Integer clbsPerRegion,
        Integer listenersPerClb,
        Integer targetsPerListener) {
    /**
     * Makes a value with the members that are required.
     *
     * @return the value
     */
    public static Quotas of() {
        return new Quotas(null, null, null);
    }

    /**
     * Returns a copy with another {@code clbsPerRegion}.
     *
     * @param clbsPerRegion Load balancers in the region, for public and for internal ones each ({@code
     *     TOTAL_OPEN_CLB_QUOTA}, {@code TOTAL_INTERNAL_CLB_QUOTA}).
     * @return the changed copy
     */
    public Quotas withClbsPerRegion(Integer clbsPerRegion) {
        return new Quotas(clbsPerRegion, listenersPerClb, targetsPerListener);
    }

    /**
     * Returns a copy with another {@code listenersPerClb}.
     *
     * @param listenersPerClb Listeners of one load balancer ({@code TOTAL_LISTENER_QUOTA}).
     * @return the changed copy
     */
    public Quotas withListenersPerClb(Integer listenersPerClb) {
        return new Quotas(clbsPerRegion, listenersPerClb, targetsPerListener);
    }

    /**
     * Returns a copy with another {@code targetsPerListener}.
     *
     * @param targetsPerListener Backends of one listener ({@code TOTAL_TARGET_BIND_QUOTA}).
     * @return the changed copy
     */
    public Quotas withTargetsPerListener(Integer targetsPerListener) {
        return new Quotas(clbsPerRegion, listenersPerClb, targetsPerListener);
    }
}
