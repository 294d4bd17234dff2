import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import run.endive.build.time.compiler.Config;
import run.endive.build.time.compiler.Generator;
import run.endive.compiler.InterpreterFallback;

/**
 * Compiles the module to the classes of this library, so that loading it takes a fraction of a second: {@code CompiledMachine}
 * and others, and {@code Compiled.meta}, which is the module without the code that is in the classes. Maven runs this source.
 */
public class CompileModule {
    public static void main(String[] arguments) throws IOException {
        Path wasm = Path.of(arguments[0]);
        Path classes = Path.of(arguments[1]);
        if (!Files.exists(wasm)) {
            System.err.println(wasm.normalize() + " is missing: `cargo xtask build` makes it");
            System.exit(1);
        }
        Path meta = classes.resolve("clbplan/internal/Compiled.meta");
        if (Files.exists(meta) && Files.getLastModifiedTime(meta).compareTo(Files.getLastModifiedTime(wasm)) > 0) {
            return;
        }
        Config config = Config.builder()
                .withWasmFile(wasm)
                .withName("clbplan.internal.Compiled")
                .withTargetClassFolder(classes)
                .withTargetSourceFolder(classes)
                .withTargetWasmFolder(classes)
                // Functions too long for the JVM are interpreted; SILENT avoids a message on standard error.
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .build();
        Generator generator = new Generator(config);
        generator.generateMetaWasm(generator.generateResources());
    }
}
