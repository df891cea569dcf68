package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cache that the script `lstm` starts the program from. The program and the JDK are real; only Maven is fake: it
/// copies jars.
@DisabledOnOs(OS.WINDOWS)
class StartTest {
    private static final List<String> LIBRARIES = List.of("chardet4j", "fastcsv", "fastdoubleparser", "hipparchus",
            "jackson",
            "jline",
            "jspecify", "lstm",
            "picocli", "progressbar");

    @TempDir
    static Path folder;

    private static Path project;
    private static Path state;
    private static byte[] archive;

    @BeforeAll
    static void build() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        state = project.resolve(".lstm");
        executable(project.resolve("lstm"), Files.readString(Path.of("").toAbsolutePath().resolveSibling("lstm")));
        Files.writeString(project.resolve("pom.xml"), "");
        for (String module : List.of("lstm-api", "lstm-simd", "lstm-training", "lstm-io", "lstm-forecast",
                "lstm-cli")) {
            Files.createDirectories(project.resolve(module + "/src/main"));
            Files.writeString(project.resolve(module + "/pom.xml"), "");
        }
        Path jars = jars();
        executable(folder.resolve("tools/mvn"), """
                #!/bin/sh
                mkdir -p '%1$s/lstm-cli/target/lib'
                cp '%2$s'/*.jar '%1$s/lstm-cli/target/lib'
                mv '%1$s/lstm-cli/target/lib/lstm-cli-0.jar' '%1$s/lstm-cli/target'
                """.formatted(project, jars));
        Program first = run(Map.of(), "--version");
        assertThat(first.err()).containsExactly("building LSTM4J, once...");
        assertThat(cache("jsa")).as(Files.readString(cache("log"))).exists();
        archive = Files.readAllBytes(cache("jsa"));
    }

    @BeforeEach
    void restore() throws IOException {
        Files.write(cache("jsa"), archive);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// The class path of this test without the tests, as jars: an archive supports no folders.
    private static Path jars() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path) && path.endsWith("target/classes")) {
                String name = path.getParent().getParent().getFileName() + "-0.jar";
                ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--file",
                        jars.resolve(name).toString(), "-C", path.toString(), ".");
            } else if (LIBRARIES.stream().anyMatch(path.getFileName().toString()::startsWith)) {
                Files.copy(path, jars.resolve(path.getFileName()));
            }
        }
        return jars;
    }

    private static Program run(Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(project.resolve("lstm").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return Program.run(folder, builder);
    }

    /// Runs the program, which must succeed, and returns whether its main class came from the archive.
    private static boolean startsFromCache(String options) throws IOException {
        Path loaded = Files.createTempFile(folder, "loaded", ".txt");
        Program result = run(Map.of("LSTM_JAVA_OPTIONS", options + " -Xlog:class+load:file=" + loaded), "--version");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).matches("lstm \\S+ on Java .*\\n");
        assertThat(result.exit()).isZero();
        String main = Files.readAllLines(loaded).stream().filter(line -> line.contains(" dev.lstm4j.cli.Main "))
                .findFirst().orElseThrow();
        return main.contains("shared objects file");
    }

    private static Path cache(String end) {
        return state
                .resolve("cache" + Path.of(System.getProperty("java.home")).toString().replace('/', '-') + "." + end);
    }

    @Test
    void theProgramStartsFromItsCache() throws IOException {
        assertThat(startsFromCache("")).isTrue();
    }

    @Test
    void theProgramStartsWithoutItsCache() throws IOException {
        Files.delete(cache("jsa"));
        assertThat(startsFromCache("")).isFalse();
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {0, 100, 5_000_000})
    void theProgramStartsWithATruncatedCache(int length) throws IOException {
        Files.write(cache("jsa"), Arrays.copyOf(archive, length));
        assertThat(startsFromCache("")).isFalse();
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {0, 2_000, 5_000_000, 12_000_000})
    void theProgramStartsWithADamagedCache(int position) throws IOException {
        byte[] noise = new byte[100_000];
        new java.util.Random(1).nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(cache("jsa").toFile(), "rw")) {
            file.seek(position);
            file.write(noise);
        }
        assertThat(startsFromCache("")).isFalse();
    }

    @Test
    @Tag("slow")
    void theProgramStartsWithTheUsersOptions() throws IOException {
        startsFromCache("-XX:+UseG1GC");
        startsFromCache("-XX:+UseZGC");
        startsFromCache("-XX:+UseCompactObjectHeaders");
        startsFromCache("-Xmx64m");
        assertThat(startsFromCache("-Xshare:off")).isFalse();
    }

    @Test
    @Tag("slow")
    void aCacheOfAnotherJdkIsReplaced() throws IOException {
        Path made = cache("jdk");
        String key = Files.readString(made);
        Files.writeString(made, "another JDK\n");
        Files.write(cache("jsa"), new byte[100]);
        assertThat(startsFromCache("")).isTrue();
        assertThat(made).hasContent(key);
        FileTime time = Files.getLastModifiedTime(cache("jsa"));
        assertThat(startsFromCache("")).isTrue();
        assertThat(Files.getLastModifiedTime(cache("jsa"))).isEqualTo(time);
    }

    @Test
    void noTemporaryFilesAreLeft() {
        assertThat(Program.files(state)).extracting(line -> line.split(" ")[0])
                .filteredOn(name -> !name.contains("app/"))
                .containsExactlyInAnyOrder("", "app", "build.log", cache("jdk").getFileName().toString(),
                        cache("jsa").getFileName().toString(), cache("log").getFileName().toString(), "jdk", "stamp");
    }
}
