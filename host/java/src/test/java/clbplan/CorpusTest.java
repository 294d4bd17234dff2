package clbplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every request of the corpus gives the same bytes as the native core, from one thread and from eight. */
class CorpusTest {
    private record Case(String id, String function, String request, String answer) {
        String difference() {
            Function named = Arrays.stream(Function.values())
                    .filter(known -> known.export().equals(function))
                    .findFirst()
                    .orElseThrow();
            return Inputs.clbplan().call(named, request).equals(answer) ? null : id + " " + function;
        }
    }

    private static List<Case> corpus() throws Exception {
        Gson gson = new Gson();
        return Files.readString(Inputs.target("corpus.jsonl"))
                .lines()
                .map(line -> gson.fromJson(line, Case.class))
                .toList();
    }

    private static List<String> differences(int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<String>> work = new ArrayList<>();
            corpus().forEach(entry -> work.add(entry::difference));
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
        assertEquals(List.of(), differences(1));
    }

    @Test
    void answersAreEqualWithEightThreads() throws Exception {
        assertEquals(List.of(), differences(8));
    }

    @Test
    void theModuleReportsInvalidUtf8() {
        byte[] answer = Inputs.clbplan().call(Function.PLAN_SYNC, new byte[] {'{', (byte) 0xff});
        assertTrue(new String(answer, StandardCharsets.UTF_8).contains("\"code\":\"request/not-utf-8\""));
        assertThrows(IllegalArgumentException.class, () -> Inputs.clbplan().planSync("\ud800"));
    }

    @Test
    void theLibraryContainsTheModule() {
        assertNotNull(Clbplan.class.getResource("clbplan.wasm"));
    }

    @Test
    void aboutNamesTheFunctions() {
        JsonObject about = JsonParser.parseString(Inputs.clbplan().about()).getAsJsonObject();
        assertEquals("clbplan", about.get("name").getAsString());
        assertEquals(67108864, Inputs.clbplan().maxRequestBytes());
        for (Function function : Function.values()) {
            assertTrue(about.get("functions").toString().contains(function.export()), function.export());
        }
    }
}
