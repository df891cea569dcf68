package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks README.md on starting Java: the module path needs no flag; the class path without the flag uses the scalar
/// kernels and prints one warning that names the flag.
class ModulePathTest {
    @TempDir
    Path folder;

    private Program run(String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Program.run(folder, new ProcessBuilder(
                java.concat("\n").concat(String.join("\n", options)).concat("\ndoctor").split("\n")));
    }

    @Test
    void theModulePathNeedsNoFlag() {
        List<String> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") || Files.exists(Path.of(entry, "module-info.class")))
                .toList();
        Program program = run("--module-path", String.join(File.pathSeparator, entries), "--module",
                "dev.lstm4j.cli/dev.lstm4j.cli.Main");
        assertThat(program.err()).isEmpty();
        assertThat(program.exit()).isZero();
        assertThat(program.out()).containsPattern("kernels +vector, ");
    }

    @Test
    void theClassPathWithoutTheFlagUsesScalarKernelsAndWarnsOnce() {
        Program program = run("-cp", System.getProperty("java.class.path"), "dev.lstm4j.cli.Main");
        assertThat(program.exit()).isZero();
        assertThat(program.out()).containsPattern("kernels +scalar, ");
        assertThat(program.err()).filteredOn(line -> line.contains("--add-modules jdk.incubator.vector")).hasSize(1);
    }
}
