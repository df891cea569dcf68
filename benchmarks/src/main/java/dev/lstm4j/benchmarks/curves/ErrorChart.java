package dev.lstm4j.benchmarks.curves;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A chart of trainings: the error over time, both on logarithmic scales, with a panel for each number of steps and a
/// line for each training in the colour of its cell.
final class ErrorChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 480;
    private static final String FACE = Font.SANS_SERIF;
    /// Okabe and Ito's colours, which people with any colour vision can tell apart.
    private static final Map<String, Color> COLORS = Map.of("lstm", new Color(0x0072B2), "gru", new Color(0x009E73),
            "rnn", new Color(0xD55E00));
    private static final double SHORTEST = 0.5;
    private static final double LEAST_ERROR = 3e-4;
    private static final double LARGEST_ERROR = 2;

    private ErrorChart() {}

    /// Draws the chart.
    ///
    /// @param curves the trainings
    /// @param unlearned the error of a network that has learned nothing, drawn as a line
    /// @param solved the error below which a problem counts as solved, drawn as a line
    /// @param file the PNG file to write
    static void write(List<LearningCurve> curves, double unlearned, double solved, Path file) throws IOException {
        List<XYChart> panels = new ArrayList<>();
        double longest = curves.stream().mapToDouble(curve -> curve.points().getLast().seconds()).max().orElseThrow();
        for (int steps : curves.stream().mapToInt(LearningCurve::steps).distinct().sorted().toArray()) {
            XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT)
                    .title("Adding problem, " + steps + " steps")
                    .xAxisTitle("seconds of training").yAxisTitle("mean squared error").build();
            style(chart.getStyler(), longest);
            Set<String> named = new HashSet<>();
            for (LearningCurve curve : curves) {
                if (curve.steps() == steps) {
                    XYSeries series = add(chart, curve.cell() + " " + curve.seed(), curve);
                    series.setShowInLegend(named.add(curve.cell()));
                }
            }
            level(chart, String.format(Locale.ROOT, "always answering 1: %.3f", unlearned), unlearned, longest,
                    longest / 2.2);
            level(chart, String.format(Locale.ROOT, "solved: %s", solved), solved, longest, 1.5 * SHORTEST);
            panels.add(chart);
        }
        BitmapEncoder.saveBitmap(panels, panels.size(), 1, file.toString(), BitmapFormat.PNG);
    }

    private static XYSeries add(XYChart chart, String name, LearningCurve curve) {
        List<Double> seconds = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (LearningCurve.Point point : curve.points()) {
            seconds.add(Math.max(SHORTEST, point.seconds()));
            errors.add(Math.clamp(point.error(), LEAST_ERROR, LARGEST_ERROR));
        }
        XYSeries series = chart.addSeries(name, seconds, errors);
        series.setLabel(curve.cell().toUpperCase(Locale.ROOT));
        series.setMarker(SeriesMarkers.NONE).setLineColor(COLORS.getOrDefault(curve.cell(), Color.GRAY))
                .setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return series;
    }

    /// Draws a horizontal line with its name above it.
    private static void level(XYChart chart, String name, double error, double longest, double at) {
        XYSeries line = chart.addSeries(name, List.of(SHORTEST, longest), List.of(error, error));
        line.setShowInLegend(false);
        line.setMarker(SeriesMarkers.NONE).setLineColor(Color.BLACK).setLineStyle(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[]{8, 5}, 0));
        chart.addAnnotation(new AnnotationText(name, at, error * 1.5, false));
    }

    private static void style(XYStyler style, double longest) {
        style.setChartTitleFont(new Font(FACE, Font.BOLD, 22)).setChartTitleBoxVisible(false)
                .setLegendFont(new Font(FACE, Font.PLAIN, 17)).setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal).setLegendBorderColor(Color.WHITE).setAntiAlias(true)
                .setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setLegendSeriesLineLength(40).setAnnotationTextFont(new Font(FACE, Font.PLAIN, 17));
        style.setAxisTickLabelsFont(new Font(FACE, Font.PLAIN, 17)).setAxisTitleFont(new Font(FACE, Font.PLAIN, 18))
                .setPlotGridLinesColor(new Color(0xDDDDDD)).setXAxisLogarithmic(true).setYAxisLogarithmic(true)
                .setXAxisMin(SHORTEST).setXAxisMax(longest).setYAxisMin(LEAST_ERROR).setYAxisMax(LARGEST_ERROR);
    }
}
