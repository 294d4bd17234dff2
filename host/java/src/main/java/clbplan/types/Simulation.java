// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * The answer of a simulation: the state afterwards, ready to be the next request's {@code live} and {@code clb}.
 *
 * @param clb The state of the cloud after the plan, usable as {@code clb} of the next request.
 * @param live The objects in the cluster after the plan, usable as {@code live} of the next request.
 * @param refused Calls that the simulated cloud rejected. It is empty unless the plan is wrong.
 */
public record Simulation(
        ClbState clb,
        List<Map<String, Object>> live,
        List<RejectedCall> refused) {}
