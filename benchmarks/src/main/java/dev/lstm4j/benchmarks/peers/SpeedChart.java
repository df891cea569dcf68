package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/// A chart of a run: the GFLOP/s of each engine and shape, with a panel for each mode and thread count and a line for
/// the limit.
final class SpeedChart {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 520;
    private static final String FACE = Font.SANS_SERIF;
    /// Okabe and Ito's colours, which people with any colour vision can tell apart.
    private static final Map<String, Color> COLORS = Map.of(Contender.OURS, new Color(0x0072B2), "pytorch",
            new Color(0xE69F00), "onnxruntime", new Color(0x009E73), "libtorch", new Color(0xD55E00),
            "onnxruntime-java", new Color(0x56B4E9), "deeplearning4j", new Color(0xCC79A7));

    private SpeedChart() {}

    /// Draws the chart.
    ///
    /// @param facts where the figures come from
    /// @param results the measurements
    /// @param file the PNG file to write
    static void write(Facts facts, Results results, Path file) throws IOException {
        List<CategoryChart> panels = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (int threads : results.threads()) {
                if (!results.cases(mode).isEmpty()) {
                    panels.add(panel(facts, results, mode, threads));
                }
            }
        }
        int columns = Math.max(1, results.threads().size());
        BitmapEncoder.saveBitmap(panels, panels.size() / columns, columns, file.toString(), BitmapFormat.PNG);
    }

    private static CategoryChart panel(Facts facts, Results results, Mode mode, int threads) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT)
                .title(mode.title() + ", " + threads + (threads == 1 ? " thread" : " threads")).yAxisTitle("GFLOP/s")
                .build();
        style(chart.getStyler());
        List<Case> cases = results.cases(mode);
        List<String> names = cases.stream().map(Case::name).toList();
        double highest = 0;
        for (String engine : results.engines(mode)) {
            List<Double> rates = new ArrayList<>();
            for (Case one : cases) {
                double rate = results.gigaflops(engine, one, threads);
                rates.add(Double.isNaN(rate) ? 0 : rate);
                highest = Math.max(highest, rates.getLast());
            }
            chart.addSeries(Contender.TITLES.get(engine), names, rates).setFillColor(COLORS.get(engine));
        }
        // A streaming step reads each weight once, so memory limits it, not arithmetic.
        if (Double.isFinite(facts.processor().limit()) && mode != Mode.STEP) {
            double limit = facts.processor().limit() * Math.min(threads, facts.processor().cores());
            chart.addAnnotation(new AnnotationLine(limit, false, false));
            chart.setTitle(chart.getTitle() + String.format(Locale.ROOT, " (line: the limit, %.0f GFLOP/s)", limit));
            highest = Math.max(highest, limit);
            chart.getStyler().setAnnotationLineColor(Color.BLACK).setAnnotationLineStroke(
                    new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[]{8, 6}, 0));
        }
        chart.getStyler().setYAxisMax(1.05 * highest);
        return chart;
    }

    private static void style(CategoryStyler style) {
        style.setAvailableSpaceFill(0.85);
        style.setChartTitleFont(new Font(FACE, Font.BOLD, 22)).setChartTitleBoxVisible(false)
                .setLegendFont(new Font(FACE, Font.PLAIN, 16)).setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal).setLegendBorderColor(Color.WHITE).setAntiAlias(true)
                .setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
        style.setAxisTickLabelsFont(new Font(FACE, Font.PLAIN, 16)).setAxisTitleFont(new Font(FACE, Font.PLAIN, 17))
                .setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(new Color(0xDDDDDD))
                .setYAxisMin(0.0).setYAxisDecimalPattern("#,##0");
    }
}
