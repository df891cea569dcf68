package dev.lstm4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `lstm-bom` lists exactly the published modules.
class BomTest {
    private static List<String> found(String file, String regex) throws IOException {
        return Pattern.compile(regex).matcher(Files.readString(Path.of("..", file))).results()
                .map(match -> match.group(1)).filter(name -> !name.equals("lstm-bom")).toList();
    }

    @Test
    void containsExactlyThePublishedModules() throws IOException {
        List<String> modules = new ArrayList<>(found("pom.xml", "<module>(lstm-[a-z]+)</module>"));
        for (String module : List.copyOf(modules)) {
            if (Files.readString(Path.of("..", module, "pom.xml")).contains("<maven.deploy.skip>true<")) {
                modules.remove(module);
            }
        }
        assertThat(modules).contains("lstm-api").doesNotContain("lstm-testing");
        assertThat(found("lstm-bom/pom.xml", "<dependency>.*<artifactId>([a-z-]+)</artifactId>"))
                .containsExactlyInAnyOrderElementsOf(modules);
    }
}
