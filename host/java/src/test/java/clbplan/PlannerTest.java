package clbplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import clbplan.internal.Codec;
import clbplan.internal.Json;
import clbplan.internal.PackagedModule;
import clbplan.types.About;
import clbplan.types.Cursor;
import clbplan.types.EditorRequest;
import clbplan.types.ExplainRequest;
import clbplan.types.Guard;
import clbplan.types.NamedFile;
import clbplan.types.Plan;
import clbplan.types.PlanRequest;
import clbplan.types.Policy;
import clbplan.types.PolicyRule;
import clbplan.types.PolicyVerdict;
import clbplan.types.Source;
import clbplan.types.ValidateRequest;
import clbplan.types.LoadBalancerVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The public functions, with the real module. */
class PlannerTest {
    private static final Map<String, Object> SERVICE = Map.of(
            "apiVersion", "v1",
            "kind", "Service",
            "metadata", Map.of("name", "web", "namespace", "shop"),
            "spec", Map.of("type", "LoadBalancer", "ports", List.of(Map.of("port", 80))));

    private static final PlanRequest REQUEST = PlanRequest.of().withManifests(Source.objects(List.of(SERVICE)));

    @Test
    void requestsAreTextsOrObjects() {
        Plan plan = Inputs.planner().plan(REQUEST);
        assertEquals(LoadBalancerVerdict.CREATE, plan.services().get(0).loadBalancer().verdict());
        assertEquals(plan, Inputs.planner().planAsync(REQUEST).join());
        String text = "\ufeffapiVersion: v1\nkind: Service\nmetadata: {name: \"wéb\"}\n";
        assertEquals(1, Inputs.planner().plan(PlanRequest.of().withManifests(Source.text(text))).services().size());
        assertTrue(Inputs.planner().simulate(REQUEST).live().size() > 0);
    }

    @Test
    void mistakesInAManifestAreFindings() {
        var report = Inputs.planner().validate(ValidateRequest.of(Source.text("kind: Service\n  bad: [")));
        String line = Diagnostics.format(report.diagnostics().get(0));
        assertTrue(line.matches("\\d+:\\d+: error\\[[a-z/-]+\\]: .+"), line);
    }

    @Test
    void manifestsMayBeNamedFiles() {
        String broken = "kind: Service\n  bad: [";
        var files = List.of(NamedFile.of("a.yaml", broken), NamedFile.of("b.yaml", broken));
        var report = Inputs.planner().validate(ValidateRequest.of(Source.namedFiles(files)));
        assertEquals("a.yaml", report.diagnostics().get(0).source().file());
        String line = Diagnostics.format(report.diagnostics().get(1));
        assertTrue(line.startsWith("b.yaml:2:"), line);
    }

    /** {@code host/diagnostic-lines.json} has the same lines for every host. */
    @Test
    void findingsAreLines() throws IOException {
        List<?> cases = (List<?>) Json.parse(Files.readString(Path.of("../diagnostic-lines.json")));
        assertTrue(cases.size() > 5);
        for (Object one : cases) {
            var expected = (Map<?, ?>) one;
            assertEquals(expected.get("line"), Diagnostics.format(Codec.readDiagnostic(expected.get("diagnostic"))));
        }
    }

    @Test
    void policiesAreRequests() {
        Guard[] guards = {Guard.Name.EXPOSES_PUBLICLY, Guard.exceedsBandwidth(5), Guard.outsideSubnets(List.of("subnet-1"))};
        Policy policy = Policy.of(List.of(PolicyRule.of("addresses").withDeny(List.of(guards))));
        assertEquals(PolicyVerdict.DENY, Inputs.planner().plan(REQUEST.withPolicy(policy)).policy().verdict());
    }

    @Test
    void editorFunctions() {
        Cursor cursor = Cursor.of().withLine(5).withColumn(5);
        String text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    \n";
        assertTrue(Inputs.planner().complete(EditorRequest.of(cursor, text)).items().size() > 0);
        assertNull(Inputs.planner().hover(EditorRequest.of(Cursor.of().withOffset(0), "")));
        assertTrue(Inputs.planner().explain(ExplainRequest.of().withQuery("loadbalance-id")).entries().size() > 0);
    }

    @Test
    void invalidRequestsAreExceptions() {
        Map<String, Object> number = Map.of("a", new Object());
        for (Source source : List.of(Source.text("\ud800"), Source.objects(List.of(number)))) {
            var error = assertThrows(
                    ClbplanException.BadRequest.class, () -> Inputs.planner().plan(PlanRequest.of().withManifests(source)));
            assertTrue(error.code().startsWith("request/"), error.getMessage());
        }
        Policy policy = Policy.of(List.of(PolicyRule.of("addresses").withDeny(List.of(Guard.exceedsBandwidth(-1)))));
        var error = assertThrows(ClbplanException.BadRequest.class, () -> Inputs.planner().plan(REQUEST.withPolicy(policy)));
        assertTrue(error.path().startsWith("policy.rules"), error.getMessage());
    }

    @Test
    void valuesThatContainThemselvesAreInvalidRequests() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        PlanRequest request = PlanRequest.of().withManifests(Source.json(cycle));
        var error = assertThrows(ClbplanException.BadRequest.class, () -> Inputs.planner().plan(request));
        assertEquals("request/not-json", error.code());
    }

    @Test
    void theStateOfTheCloudIsReadFromJson() {
        var state = ClbStateReader.parse("{\"loadBalancers\":[{\"LoadBalancerId\":\"lb-6efswuxa\"}],\"complete\":true}");
        assertEquals(true, state.complete());
        assertEquals("lb-6efswuxa", state.loadBalancers().get(0).get("LoadBalancerId"));
        String deep = "{\"loadBalancers\":[" + "[".repeat(1_000_000);
        for (String text : List.of("", "[]", "{}", "{\"loadBalancers\":5}", "{\"loadBalancers\":[],\"listener\":{}}", deep)) {
            var error = assertThrows(ClbplanException.BadRequest.class, () -> ClbStateReader.parse(text));
            assertEquals("clb", error.path());
        }
    }

    @Test
    void theModuleReportsInvalidUtf8() {
        byte[] answer = Inputs.planner().call(Operation.PLAN, new byte[] {'{', (byte) 0xff});
        assertTrue(new String(answer, StandardCharsets.UTF_8).contains("\"code\":\"request/not-utf-8\""));
        assertThrows(IllegalArgumentException.class, () -> Inputs.planner().call(Operation.PLAN, "\ud800"));
    }

    @Test
    void answersCannotBeChanged() {
        About about = Inputs.planner().about();
        assertThrows(UnsupportedOperationException.class, () -> about.limits().put("requestBytes", 1));
        assertThrows(UnsupportedOperationException.class, () -> about.functions().clear());
        Plan plan = Inputs.planner().plan(REQUEST);
        assertThrows(UnsupportedOperationException.class, () -> plan.services().clear());
        assertThrows(UnsupportedOperationException.class, () -> Inputs.planner().simulate(REQUEST).live().get(0).clear());
    }

    @Test
    void wordsOfALaterVersionAreKnownAsSuch() {
        assertEquals(LoadBalancerVerdict.UNKNOWN_WORD, LoadBalancerVerdict.of("postpone"));
        assertEquals(LoadBalancerVerdict.KEEP, LoadBalancerVerdict.of("keep"));
    }

    @Test
    void theLibraryIsAModuleThatContainsTheModule() {
        assertNotNull(PackagedModule.class.getResource("Compiled.meta"));
        assertEquals("clbplan", Planner.class.getModule().getName());
        try (Planner planner = Planner.load(Inputs.MODULE, Limits.DEFAULT.withMemoryBytes(256 << 20))) {
            assertEquals(Inputs.planner().about(), planner.about());
        }
    }

    @Test
    void aboutNamesTheFunctions() {
        About about = Inputs.planner().about();
        assertEquals("clbplan", about.name());
        assertEquals(67108864, Inputs.planner().maxRequestBytes());
        for (Operation operation : Operation.values()) {
            assertTrue(about.functions().contains(operation.export()), operation.export());
        }
    }

    @Test
    void jsonIsReadAndWritten() {
        for (String text : new String[] {"{}", "[]", "null", "-12", "1.5E+300", "[true,false,\"a\\\"\\\\\\u0001é😀\"]", "{\"a\":{\"b\":[]}}"}) {
            assertEquals(text, Json.write(Json.parse(" " + text + "\n")));
        }
        assertEquals("A/\b\f\n\r\t", Json.parse("\"\\u0041\\/\\b\\f\\n\\r\\t\""));
        for (String text : new String[] {"", "{", "[1,]", "{\"a\"}", "\"", "\"\\", "\"\\u00", "tru", "1 2", "--1", "{1:2}"}) {
            assertThrows(IllegalArgumentException.class, () -> Json.parse(text), text);
        }
    }
}
