import clbplan.ClbplanException;
import clbplan.ClbStateReader;
import clbplan.Diagnostics;
import clbplan.Limits;
import clbplan.Planner;
import clbplan.types.Context;
import clbplan.types.Cursor;
import clbplan.types.EditorRequest;
import clbplan.types.Guard;
import clbplan.types.LifecycleMode;
import clbplan.types.LoadBalancerPlan;
import clbplan.types.Plan;
import clbplan.types.PlanRequest;
import clbplan.types.Policy;
import clbplan.types.PolicyRule;
import clbplan.types.ServicePlan;
import clbplan.types.Severity;
import clbplan.types.Source;
import clbplan.types.ValidateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Previews a change as a tool would: typed, with limits, and with every kind of outcome. Its output is in output.txt.
 *
 * <p>java -cp ... Preview.java ../public-to-internal
 */
public class Preview {
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<Guard> guards = List.of(Guard.Name.CHANGES_ADDRESS, Guard.exceedsBandwidth(100));
        String manifest = Files.readString(folder.resolve("service.yaml"));
        PlanRequest request = PlanRequest.of()
                .withManifests(Source.text(manifest))
                .withLive(Source.text(Files.readString(folder.resolve("live.yaml"))))
                .withClb(ClbStateReader.parse(Files.readString(folder.resolve("clb.json"))))
                .withContext(Context.of().withClusterId("cls-2x9k4m7q").withLifecycleMode(LifecycleMode.REBUILD))
                .withPolicy(Policy.of(List.of(PolicyRule.of("addresses").withDeny(guards))));
        Limits limits = Limits.DEFAULT.withMemoryBytes(256 << 20).withTime(Duration.ofMinutes(1)).withCalls(4);
        try (Planner planner = Planner.load(limits)) {
            Plan plan = planner.plan(request);
            for (ServicePlan service : plan.services()) {
                LoadBalancerPlan balancer = service.loadBalancer();
                System.out.printf("%s/%s: %s, address %s, was %s%n", service.namespace(), service.name(),
                        balancer.verdict().word(), balancer.vip().word(), String.join(", ", balancer.addresses().before()));
            }
            System.out.println("policy: " + plan.policy().verdict().word());
            Source wrong = Source.text(manifest.replaceFirst("port: 80", "port: 80000"));
            planner.validate(ValidateRequest.of(wrong)).diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                    .forEach(diagnostic -> System.out.println(Diagnostics.format(diagnostic)));
            try {
                planner.complete(EditorRequest.of(Cursor.of(), ""));
            } catch (ClbplanException.BadRequest error) {
                System.out.println("invalid: " + error.code() + " at " + error.path());
            }
            try {
                Source large = Source.text((manifest + "---\n").repeat(2000));
                planner.withTimeout(Duration.ofMillis(10)).plan(request.withManifests(large));
            } catch (ClbplanException.Timeout error) {
                System.out.println("too late");
            }
            List<CompletableFuture<Plan>> calls = Stream.generate(() -> planner.planAsync(request)).limit(4).toList();
            long equal = calls.stream().filter(call -> call.join().equals(plan)).count();
            System.out.println(equal + " equal plans at once");
        }
    }
}
