package dev.lstm4j.bench;

import java.util.Locale;

/// The sizes that all benchmarks measure, in the order of reports.
public enum Shape {
    /// The tutorial program: three sequences of five temperatures.
    TUTORIAL(3, 5, 1, 10, 1, false),
    /// A small multivariate forecast.
    FORECAST(32, 96, 7, 128, 1, false),
    /// No size is a multiple of any vector width.
    ODD(13, 37, 19, 101, 1, false),
    /// Medium-sized.
    MEDIUM(64, 100, 64, 256, 1, false),
    /// Large enough to reach the limit.
    LARGE(64, 50, 512, 512, 1, false),
    /// Two layers.
    STACKED(32, 50, 128, 256, 2, false),
    /// Both directions.
    BIDIRECTIONAL(32, 50, 128, 256, 1, true),
    /// A small language model.
    LANGUAGE(20, 20, 200, 200, 2, false),
    /// Weights larger than the caches.
    XL(20, 35, 1500, 1500, 1, false);

    private final Workload workload;

    Shape(int batch, int time, int input, int hidden, int layers, boolean bidirectional) {
        this.workload = Workload.of(name().toLowerCase(Locale.ROOT), batch, time, input, hidden).withLayers(layers)
                .withBidirectional(bidirectional);
    }

    /// The workload with these sizes.
    ///
    /// @return B, T, I, H, L and directions
    public Workload workload() {
        return workload;
    }
}
