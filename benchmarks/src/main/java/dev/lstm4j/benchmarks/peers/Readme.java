package dev.lstm4j.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The part of the README, between [Report#BEGIN] and [Report#END], that quotes the newest report.
final class Readme {
    private Readme() {}

    /// Replaces the quoted part.
    ///
    /// @param readme a file with both markers
    /// @param summary the new text, such as [#between] returns for a report
    /// @throws IOException if a marker is missing
    static void quote(Path readme, String summary) throws IOException {
        String text = Files.readString(readme);
        int begin = text.indexOf(Report.BEGIN);
        int end = text.indexOf(Report.END);
        if (begin < 0 || end < begin) {
            throw missing(readme);
        }
        Files.writeString(readme,
                text.substring(0, begin + Report.BEGIN.length()) + "\n" + summary + text.substring(end));
    }

    /// The part between the markers.
    ///
    /// @param page a README or a report
    /// @return its lines
    /// @throws IOException if a marker is missing
    static String between(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(Report.BEGIN);
        int end = text.indexOf(Report.END);
        if (begin < 0 || end < begin) {
            throw missing(page);
        }
        return text.substring(begin + Report.BEGIN.length(), end).stripLeading();
    }

    /// The newest report: the last one by name, because names begin with the date.
    ///
    /// @param folder the folder of the reports
    /// @return the newest report, if there is one
    static Optional<Path> newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d-.*\\.md"))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        }
    }

    private static IOException missing(Path page) {
        return new IOException(
                page + ": expected a part between " + Report.BEGIN + " and " + Report.END + ", found none");
    }
}
