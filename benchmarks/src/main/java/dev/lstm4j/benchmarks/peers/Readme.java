package dev.lstm4j.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The parts of the README that quote reports, one for each vector width, between [Report#begin] and [Report#end].
final class Readme {
    private Readme() {}

    /// Replaces a quoted part.
    ///
    /// @param readme a file with both markers
    /// @param vectorBits the width of the report's vectors
    /// @param summary the new text, such as [#between] returns for a report
    /// @throws IOException if a marker is missing
    static void quote(Path readme, int vectorBits, String summary) throws IOException {
        String text = Files.readString(readme);
        int begin = begin(readme, text, vectorBits);
        int end = text.indexOf(Report.end(vectorBits));
        Files.writeString(readme, text.substring(0, begin) + "\n" + summary + text.substring(end));
    }

    /// The part between the markers.
    ///
    /// @param page a README or a report
    /// @param vectorBits the width of the report's vectors
    /// @return its lines
    /// @throws IOException if a marker is missing
    static String between(Path page, int vectorBits) throws IOException {
        String text = Files.readString(page);
        int begin = begin(page, text, vectorBits);
        return text.substring(begin, text.indexOf(Report.end(vectorBits))).stripLeading();
    }

    private static int begin(Path page, String text, int vectorBits) throws IOException {
        int begin = text.indexOf(Report.begin(vectorBits));
        if (begin < 0 || text.indexOf(Report.end(vectorBits)) < begin) {
            throw new IOException(page + ": expected a part between " + Report.begin(vectorBits) + " and "
                    + Report.end(vectorBits) + ", found none");
        }
        return begin + Report.begin(vectorBits).length();
    }
}
