package clbplan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, and that of all languages, with the packed library if there is one, on the class path and on the module path. */
class ReadmeTest {
    @Test
    void theExampleRunsOnTheClassPath(@TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of("-cp", libraries()));
        command.add(write(folder).toString());
        assertEquals("shop/web: CREATE, address UNKNOWN", firstLine(folder, command));
    }

    @Test
    void theExampleRunsAsAModule(@TempDir Path folder) throws Exception {
        Path source = write(folder);
        Path info = Files.writeString(folder.resolve("module-info.java"), "module example { requires clbplan; }\n");
        run(folder, "javac", List.of("-d", "classes", "-p", libraries(), source.toString(), info.toString()));
        String path = "classes" + File.pathSeparator + libraries();
        assertEquals("shop/web: CREATE, address UNKNOWN", firstLine(folder, List.of("-p", path, "-m", "example/example.Example")));
    }

    /** The example that is the same program in every language. */
    @Test
    void theExampleInAllLanguagesPrintsTheSame(@TempDir Path folder) throws Exception {
        Path examples = Path.of("../examples").toAbsolutePath();
        String program = examples.resolve("preview/Preview.java").toString();
        String output = run(folder, "java", List.of("-cp", libraries(), program, examples.resolve("public-to-internal").toString()));
        assertEquals(Files.readString(examples.resolve("preview/output.txt")), output);
    }

    private static Path write(Path folder) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String code = readme.split("```java\n", 2)[1].split("```", 2)[0];
        // Modules have no classes without a package, and from Java 22 on, the folder of a source must be that of its package.
        Path source = Files.createDirectories(folder.resolve("example")).resolve("Example.java");
        return Files.writeString(source, "package example;\n\n" + code);
    }

    /** This library, and what it requires. */
    private static String libraries() throws Exception {
        Path own = Path.of(Planner.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Stream<Path> others = ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.name().startsWith("run.endive.") || module.name().startsWith("org.objectweb."))
                .map(module -> Path.of(module.reference().location().orElseThrow()));
        return Stream.concat(Stream.of(own), others).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String firstLine(Path folder, List<String> command) throws Exception {
        return run(folder, "java", command).lines().findFirst().orElse("");
    }

    private static String run(Path folder, String tool, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
