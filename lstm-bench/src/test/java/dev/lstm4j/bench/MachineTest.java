package dev.lstm4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path folder;

    @Test
    void dataCachesAreListedByLevel() throws IOException {
        cache(0, "Data", "1", "48K");
        cache(1, "Instruction", "1", "32K");
        cache(2, "Unified", "2", "2048K");
        cache(3, "Unified", "3", "33792K");
        assertThat(Machine.caches(folder)).contains("48 KiB L1, 2 MiB L2, 33 MiB L3");
    }

    @Test
    void withoutTheFilesTheCachesAreUnknown() {
        assertThat(Machine.caches(folder.resolve("none"))).isEmpty();
    }

    private void cache(int index, String type, String level, String size) throws IOException {
        Path cache = Files.createDirectories(folder.resolve("index" + index));
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }
}
