package dev.lstm4j.cli.bench;

import dev.lstm4j.bench.Measurement;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.cli.report.TextTable;
import java.util.Locale;
import java.util.stream.IntStream;

/// Formats measurements as a table, line by line: the columns have fixed widths and fit 80 characters, so that a row
/// can be printed as soon as it is measured.
public final class BenchTable {
    private static final String SIZES = "%-13s %3s %4s %4s %4s %2s";
    private static final String FIGURES = " %12s %6s %7s %7s";
    private static final String RATIO = " %8s";
    private static final int DIGITS = 3;
    private static final int DECIMALS = 6;

    private final boolean compares;

    /// Creates a table without rows.
    ///
    /// @param compares whether there is a last column for the scalar kernels
    public BenchTable(boolean compares) {
        this.compares = compares;
    }

    /// The names of the columns.
    ///
    /// @return a line without a line break
    public String header() {
        return line("shape", "B", "T", "I", "H", "L", "ms" + " ".repeat(DECIMALS - 1), "spread", "GFLOP/s", "% limit",
                "x scalar");
    }

    /// A row.
    ///
    /// @param measurement one row
    /// @return a line without a line break
    public String row(Measurement measurement) {
        Workload workload = measurement.workload();
        return line(workload.name(), workload.batch(), workload.time(), workload.input(), workload.hidden(),
                workload.layers(), milliseconds(measurement.seconds() * 1e3),
                TextTable.number(measurement.times().spreadPercent(), 0) + "%", significant(measurement.gigaflops()),
                TextTable.number(measurement.limitPercent(), 1), significant(measurement.overScalar()));
    }

    private String line(Object... cells) {
        String format = SIZES + FIGURES + (compares ? RATIO : "");
        return String.format(Locale.ROOT, format, cells).stripTrailing();
    }

    /// Three significant digits, aligned at the decimal point.
    private static String milliseconds(double value) {
        String number = significant(value);
        int point = number.indexOf('.');
        return number + " ".repeat(point < 0 ? DECIMALS + 1 : DECIMALS + 1 - (number.length() - point));
    }

    private static String significant(double value) {
        int decimals = IntStream.rangeClosed(0, DECIMALS)
                .filter(d -> value >= Math.pow(10, DIGITS - 1 - d) - 0.5 * Math.pow(10, -d)).findFirst()
                .orElse(DECIMALS);
        return TextTable.number(value, decimals);
    }
}
