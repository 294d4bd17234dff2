/**
 * Previews what Tencent Cloud TKE's Service controller would do to a cloud load balancer (CLB).
 *
 * <p>Start with {@link clbplan.Planner}.
 */
package clbplan;
