// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * The form of {@code clb}: answers of the cloud's own API. They are decoded member by member, so that an error is
 * a diagnostic.
 *
 * @param complete True when every CLB of the region is listed, so that an id that is absent does not exist.
 * @param listeners {@code Listeners} of {@code DescribeListeners}, by load balancer id.
 * @param loadBalancers {@code LoadBalancerSet} of {@code DescribeLoadBalancers}.
 * @param operateProtect {@code LoadBalancerSet} of {@code DescribeLBOperateProtect}: {@code LoadBalancerId} and
 *     {@code ProtectState} of each load balancer.
 * @param targets {@code Listeners} of {@code DescribeTargets}, by load balancer id.
 */
public record ClbState(
        Boolean complete,
        Map<String, List<Map<String, Object>>> listeners,
        List<Map<String, Object>> loadBalancers,
        List<Map<String, Object>> operateProtect,
        Map<String, List<Map<String, Object>>> targets) {
    /**
     * Makes a value with the members that are required.
     *
     * @param loadBalancers {@code LoadBalancerSet} of {@code DescribeLoadBalancers}.
     * @return the value
     */
    public static ClbState of(List<Map<String, Object>> loadBalancers) {
        return new ClbState(null, null, loadBalancers, null, null);
    }

    /**
     * Returns a copy with another {@code complete}.
     *
     * @param complete True when every CLB of the region is listed, so that an id that is absent does not exist.
     * @return the changed copy
     */
    public ClbState withComplete(Boolean complete) {
        return new ClbState(complete, listeners, loadBalancers, operateProtect, targets);
    }

    /**
     * Returns a copy with another {@code listeners}.
     *
     * @param listeners {@code Listeners} of {@code DescribeListeners}, by load balancer id.
     * @return the changed copy
     */
    public ClbState withListeners(Map<String, List<Map<String, Object>>> listeners) {
        return new ClbState(complete, listeners, loadBalancers, operateProtect, targets);
    }

    /**
     * Returns a copy with another {@code operateProtect}.
     *
     * @param operateProtect {@code LoadBalancerSet} of {@code DescribeLBOperateProtect}: {@code LoadBalancerId} and
     *     {@code ProtectState} of each load balancer.
     * @return the changed copy
     */
    public ClbState withOperateProtect(List<Map<String, Object>> operateProtect) {
        return new ClbState(complete, listeners, loadBalancers, operateProtect, targets);
    }

    /**
     * Returns a copy with another {@code targets}.
     *
     * @param targets {@code Listeners} of {@code DescribeTargets}, by load balancer id.
     * @return the changed copy
     */
    public ClbState withTargets(Map<String, List<Map<String, Object>>> targets) {
        return new ClbState(complete, listeners, loadBalancers, operateProtect, targets);
    }
}
