package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script `lstm` with fake JDKs and a fake Maven: scripts that report how they were called.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path folder;

    private Path project;
    private Path tools;

    @BeforeEach
    void project() throws IOException {
        Path script = Path.of("").toAbsolutePath().resolveSibling("lstm");
        project = Files.createDirectories(folder.resolve("a project"));
        Files.copy(script, project.resolve("lstm"));
        executable(project.resolve("lstm"), Files.readString(script));
        Files.writeString(project.resolve("pom.xml"), "");
        for (String module : List.of("lstm-api", "lstm-simd", "lstm-training", "lstm-io", "lstm-forecast",
                "lstm-cli")) {
            Files.createDirectories(project.resolve(module + "/src/main"));
            Files.writeString(project.resolve(module + "/pom.xml"), "");
        }
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : List.of("dirname", "readlink", "sed", "head", "find", "mkdir", "touch", "rm", "cp", "mv",
                "cat",
                "grep", "sleep", "sh", "stty", "cut")) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(place + name)) && !Files.exists(tools.resolve(name))) {
                    executable(tools.resolve(name), "#!/bin/sh\nexec " + place + name + " \"$@\"\n");
                }
            }
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"" + name + " $*\"\nexit 7\n");
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private void maven() throws IOException {
        executable(tools.resolve("mvn"), """
                #!/bin/sh
                echo "$JAVA_HOME" >>"%s/builds"
                sleep 1
                mkdir -p lstm-cli "$4" 2>/dev/null
                for f in "$@"; do case $f in */pom.xml) root=${f%%/pom.xml} ;; esac; done
                mkdir -p "$root/lstm-cli/target/lib"
                touch "$root/lstm-cli/target/lib/x.jar" "$root/lstm-cli/target/lstm-cli-1.jar"
                """.formatted(folder));
    }

    private ProcessBuilder script(Path called, Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(called.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "LSTM_JDK_FOLDERS", ""));
        builder.environment().putAll(environment);
        return builder;
    }

    private Program run(Map<String, String> environment, String... args) {
        return Program.run(folder, script(project.resolve("lstm"), environment, args));
    }

    private long builds() throws IOException {
        Path builds = folder.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void withoutANewJdkTheErrorIsOneLine() throws IOException {
        Path old = jdk("jdk-17", "17.0.15");
        Program result = run(Map.of("JAVA_HOME", old.toString(), "PATH", tools + ":" + old.resolve("bin")));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasSize(1).first().asString().startsWith("lstm: expected a JDK 25 or newer");
        assertThat(result.out()).isEmpty();
        assertThat(project.resolve(".lstm")).doesNotExist();
    }

    @Test
    void withoutMavenTheErrorIsOneLine() throws IOException {
        Program result = run(Map.of("JAVA_HOME", jdk("jdk-25", "25.0.3").toString()));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasSize(1).first().asString().startsWith("lstm: expected Maven (mvn) on the PATH");
    }

    @Test
    void aNewJdkElsewhereIsPreferredToAnOldOne() throws IOException {
        maven();
        Path old = jdk("jdk-17", "17.0.15");
        jdk("jdks/jdk-21", "21.0.1");
        Path jdk = jdk("jdks/jdk-26", "26");
        Map<String, String> environment = Map.of("JAVA_HOME", old.toString(), "LSTM_JDK_FOLDERS",
                folder.resolve("jdks").toString(), "PATH", tools + ":" + old.resolve("bin"));
        Program result = run(environment, "train", "--data", "my file.csv");
        assertThat(result.err()).containsExactly("building LSTM4J, once...");
        assertThat(result.exit()).as("the program's own exit code").isEqualTo(7);
        assertThat(result.out()).startsWith("jdks/jdk-26 --add-modules jdk.incubator.vector ")
                .endsWith("dev.lstm4j.cli.Main train --data my file.csv\n");
        assertThat(Files.readString(folder.resolve("builds"))).isEqualTo(jdk + "\n");
    }

    @Test
    void buildsOnlyWhenSourcesChanged() throws IOException {
        maven();
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk-25", "25.0.3").toString());
        run(environment);
        Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("lstm"));
        Program again = Program.run(folder, script(link, environment));
        assertThat(again.err()).isEmpty();
        assertThat(again.exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
        Files.writeString(project.resolve("lstm-simd/src/main/New.java"), "");
        assertThat(run(environment).err()).containsExactly("building LSTM4J, once...");
        assertThat(builds()).isEqualTo(2);
    }

    /// The search is repeated only if that JDK or the variables with which the search starts have changed.
    @Test
    void theJdkThatWasFoundIsReused() throws IOException {
        maven();
        Path first = jdk("jdks/b-25", "25.0.3");
        Map<String, String> environment = Map.of("LSTM_JDK_FOLDERS", folder.resolve("jdks").toString());
        assertThat(run(environment).out()).startsWith("jdks/b-25 ");
        jdk("jdks/a-26", "26");
        assertThat(run(environment).out()).startsWith("jdks/b-25 ");
        assertThat(run(Map.of("JAVA_HOME", jdk("jdk-27", "27").toString())).out()).startsWith("jdk-27 ");
        assertThat(run(environment).out()).startsWith("jdks/a-26 ");
        Files.delete(folder.resolve("jdks/a-26/bin/java"));
        assertThat(run(environment).out()).startsWith("jdks/b-25 ");
        assertThat(first).exists();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theUserCanChooseAnotherCollector() throws IOException {
        maven();
        String home = jdk("jdk-25", "25.0.3").toString();
        assertThat(run(Map.of("JAVA_HOME", home)).out()).contains(" -XX:+UseSerialGC ");
        assertThat(run(Map.of("JAVA_HOME", home, "LSTM_JAVA_OPTIONS", "-Xmx1g -XX:+UseG1GC")).out())
                .contains(" -Xmx1g -XX:+UseG1GC ").doesNotContain("UseSerialGC");
    }

    @Test
    void concurrentFirstRunsShareOneBuild() throws IOException, InterruptedException {
        maven();
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk-25", "25.0.3").toString());
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(script(project.resolve("lstm"), environment).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out" + i).toFile()).start());
        }
        for (Process process : both) {
            assertThat(process.waitFor()).isEqualTo(7);
        }
        assertThat(builds()).isEqualTo(1);
        assertThat(project.resolve(".lstm/lock")).doesNotExist();
    }

    @Test
    void aFailedBuildIsReported() throws IOException {
        executable(tools.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such thing'\nexit 1\n");
        Program result = run(Map.of("JAVA_HOME", jdk("jdk-25", "25.0.3").toString()));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasSize(3).contains("[ERROR] no such thing").last().asString()
                .startsWith("lstm: the build failed; its output is in ");
        assertThat(project.resolve(".lstm/lock")).doesNotExist();
    }
}
