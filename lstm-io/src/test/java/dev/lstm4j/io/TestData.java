package dev.lstm4j.io;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the golden files: in the folder of the system property `lstm4j.testdata` if it is set, otherwise in
/// `testdata` of the working directory or of one of its parents.
public final class TestData {
    private TestData() {}

    public static Path golden(String name) {
        return folder().resolve(name);
    }

    public static Path folder() {
        String named = System.getProperty("lstm4j.testdata");
        if (named != null) {
            return Path.of(named, "golden");
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("testdata/golden"))) {
                return folder.resolve("testdata/golden");
            }
        }
        throw new IllegalStateException(
                "testdata/golden: expected above " + Path.of("").toAbsolutePath()
                        + ", found none; set lstm4j.testdata");
    }
}
