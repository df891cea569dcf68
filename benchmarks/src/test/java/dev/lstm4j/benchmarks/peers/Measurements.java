package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Invented measurements: PyTorch takes 2 ms, ONNX Runtime 4 ms, and LSTM4J 1 ms except in one outlier of three forks.
final class Measurements {
    private Measurements() {}

    static final Facts FACTS = new Facts(LocalDate.of(2026, 1, 2),
            new Facts.Processor("Maker(R) Chip 7 @ 3 GHz", "32 KiB L1", 256, 2, 100),
            new Facts.Software("Linux amd64", "Some JDK 25", "--flag"), "abc", "benchmarks/compare-peers");

    static Measurement one(String engine, Mode mode, String workload, int threads, double... seconds) {
        return new Measurement(engine, "1.2", mode, workload, threads, 1e-6, 3, seconds);
    }

    static List<Measurement> some() {
        List<Measurement> all = new ArrayList<>();
        for (String shape : List.of("tutorial", "large")) {
            for (double factor : new double[]{1, 1, 30}) {
                all.add(one("lstm4j", Mode.INFER, shape, 1, 0.001 * factor, 0.001 * factor, 0.0011 * factor));
                all.add(one("pytorch", Mode.INFER, shape, 1, 0.002, 0.002, 0.0021));
                all.add(one("onnxruntime", Mode.INFER, shape, 1, 0.004, 0.004));
            }
        }
        all.add(one("lstm4j", Mode.STEP, "step32", 1, 0.001));
        all.add(one("pytorch", Mode.STEP, "step32", 1, 0.0005));
        return all;
    }
}
