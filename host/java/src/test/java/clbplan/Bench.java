package clbplan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Measures this host for `cargo xtask bench`. `xtask/src/bench/run_program.rs` describes the arguments and the output. */
final class Bench {
    private Bench() {}

    /** With `packaged` before the arguments, the module in this library instead of the one in the first argument. */
    public static void main(String[] given) throws IOException {
        boolean isPackaged = given[0].equals("packaged");
        String[] arguments = isPackaged ? Arrays.copyOfRange(given, 1, given.length) : given;
        String host = isPackaged ? "Java, Endive, compiled beforehand" : "Java, Endive";
        byte[] request = Files.readAllBytes(Path.of(arguments[1]));
        int calls = Integer.parseInt(arguments[2]);
        long start = System.nanoTime();
        try (Planner planner = isPackaged ? Planner.load() : Planner.load(Path.of(arguments[0]), Limits.DEFAULT)) {
            long loaded = System.nanoTime();
            int length = planner.call(Operation.PLAN, request).length;
            long first = System.nanoTime();
            long best = Long.MAX_VALUE;
            for (int call = 0; call < calls; call++) {
                long begin = System.nanoTime();
                planner.call(Operation.PLAN, request);
                best = Math.min(best, System.nanoTime() - begin);
            }
            long end = System.nanoTime();
            System.out.printf(
                    "{\"host\":\"%s\",\"loadMs\":%s,\"firstMs\":%s,\"callsMs\":%s,\"bestMs\":%s,\"calls\":%d,"
                            + "\"answerBytes\":%d,\"peakKiB\":%s}%n",
                    host, (loaded - start) / 1e6, (first - loaded) / 1e6, (end - first) / 1e6, best / 1e6, calls, length, peakKiB());
        }
    }

    /** The peak memory of this process, where the system reports it. */
    private static String peakKiB() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "null";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("null");
    }
}
