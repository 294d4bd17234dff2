package clbplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import clbplan.internal.Codec;
import clbplan.internal.Json;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every request of the corpus gives the same bytes as the native core, from one thread and from eight. */
class CorpusTest {
    private record Case(String id, String function, String request, String answer) {
        String difference(Planner planner) {
            Operation named = Arrays.stream(Operation.values())
                    .filter(known -> known.export().equals(function))
                    .findFirst()
                    .orElseThrow();
            return planner.call(named, request).equals(answer) ? null : id + " " + function;
        }
    }

    private static List<Case> corpus() throws Exception {
        Gson gson = new Gson();
        return Files.readString(Inputs.target("corpus.jsonl"))
                .lines()
                .map(line -> gson.fromJson(line, Case.class))
                .toList();
    }

    private static List<String> differences(Planner planner, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<String>> work = new ArrayList<>();
            corpus().forEach(entry -> work.add(() -> entry.difference(planner)));
            List<String> found = new ArrayList<>();
            for (Future<String> difference : pool.invokeAll(work)) {
                if (difference.get() != null) {
                    found.add(difference.get());
                }
            }
            return found;
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void answersEqualThoseOfTheNativeCore() throws Exception {
        assertTrue(corpus().size() >= 300);
        assertEquals(List.of(), differences(Inputs.planner(), 1));
    }

    @Test
    void answersAreEqualWithEightThreads() throws Exception {
        assertEquals(List.of(), differences(Inputs.planner(), 8));
    }

    @Test
    void answersAreEqualIfTheModuleIsCompiledWhenItIsLoaded() throws Exception {
        try (Planner planner = Planner.load(Inputs.MODULE, Limits.DEFAULT)) {
            assertEquals(List.of(), differences(planner, 2));
        }
    }

    /** Every answer has the types of this library: it can be read, and no member is lost. */
    @Test
    void answersHaveTheirTypes() throws Exception {
        Map<String, UnaryOperator<Object>> types = Map.of(
                "plan-sync", json -> Codec.writePlan(Codec.readPlan(json)),
                "validate-service", json -> Codec.writeReport(Codec.readReport(json)),
                "simulate", json -> Codec.writeSimulation(Codec.readSimulation(json)),
                "complete", json -> Codec.writeCompletions(Codec.readCompletions(json)),
                "hover", json -> json == null ? null : Codec.writeHover(Codec.readHover(json)),
                "explain", json -> Codec.writeExplanation(Codec.readExplanation(json)));
        int checked = 0;
        for (Case entry : corpus()) {
            if (!entry.answer().startsWith("{\"error\":")) {
                Object again = types.get(entry.function()).apply(Json.parse(entry.answer()));
                JsonElement expected = withoutEmptyLists(JsonParser.parseString(entry.answer()));
                assertEquals(expected, withoutEmptyLists(JsonParser.parseString(Json.write(again))), entry.id());
                checked++;
            }
        }
        assertTrue(checked >= 300, checked + " answers");
    }

    /** A list that is absent is an empty one in a record. */
    private static JsonElement withoutEmptyLists(JsonElement value) {
        if (value.isJsonObject()) {
            value.getAsJsonObject().entrySet().removeIf(member -> {
                withoutEmptyLists(member.getValue());
                return member.getValue().isJsonArray() && member.getValue().getAsJsonArray().isEmpty();
            });
        } else if (value.isJsonArray()) {
            value.getAsJsonArray().forEach(CorpusTest::withoutEmptyLists);
        }
        return value;
    }
}
