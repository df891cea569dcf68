package dev.lstm4j.benchmarks.curves;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One training and its error over time.
///
/// @param cell the cell of the network
/// @param steps T
/// @param seed the seed of weights and data
/// @param points the evaluations, in order of time
record LearningCurve(String cell, int steps, long seed, List<Point> points) {
    private static final List<String> COLUMNS = List.of("cell", "steps", "seed", "update", "seconds", "error");

    /// One evaluation.
    ///
    /// @param update the number of updates so far
    /// @param seconds the time since training started
    /// @param error the mean squared error
    record Point(int update, double seconds, double error) {}

    /// Reads trainings.
    ///
    /// @param file a CSV file with a row for each evaluation; the rows of a training must be in order of time
    /// @return the trainings in the order of the file
    /// @throws IOException if the file is missing, has other columns or a value that is not a number, or if a training
    ///         occurs twice
    static List<LearningCurve> read(Path file) throws IOException {
        Map<String, LearningCurve> curves = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                if (!row.getHeader().equals(COLUMNS)) {
                    throw new IOException(file + ": expected the columns " + COLUMNS + ", found " + row.getHeader());
                }
                add(row, file + " line " + row.getStartingLineNumber(), curves);
            }
        } catch (CsvParseException e) {
            throw new IOException(file + ": expected a CSV file: " + e.getMessage(), e);
        }
        if (curves.isEmpty()) {
            throw new IOException(file + ": expected trainings, found none");
        }
        return List.copyOf(curves.values());
    }

    private static void add(NamedCsvRecord row, String place, Map<String, LearningCurve> curves) throws IOException {
        double[] numbers = new double[COLUMNS.size()];
        for (int column = 1; column < numbers.length; column++) {
            try {
                numbers[column] = Double.parseDouble(row.getField(column));
            } catch (NumberFormatException e) {
                throw new IOException(place + ", column " + COLUMNS.get(column) + ": '" + row.getField(column)
                        + "' is not a number", e);
            }
        }
        LearningCurve curve = new LearningCurve(row.getField(0), (int) numbers[1], (long) numbers[2],
                new ArrayList<>());
        List<Point> points = curves.computeIfAbsent(curve.cell + " " + curve.steps + " " + curve.seed,
                _ -> curve).points;
        Point point = new Point((int) numbers[3], numbers[4], numbers[5]);
        if (!points.isEmpty() && point.update <= points.getLast().update) {
            throw new IOException(place + ": expected an update after " + points.getLast().update + ", found "
                    + point.update + "; train into a new file");
        }
        points.add(point);
    }

    /// The first evaluation with an error below a limit.
    ///
    /// @param error the limit
    /// @return the evaluation, if there is one
    Optional<Point> firstBelow(double error) {
        return points.stream().filter(point -> point.error < error).findFirst();
    }
}
