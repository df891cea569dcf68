package dev.lstm4j.forecast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this module. The build writes it into a file next to the class.
final class Versions {
    private Versions() {}

    static String lstm4j() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    static String java() {
        return Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")";
    }
}
