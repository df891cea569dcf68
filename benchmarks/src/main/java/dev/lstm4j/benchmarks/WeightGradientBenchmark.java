package dev.lstm4j.benchmarks;

import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long do the weight gradients of the lowest layer take on one thread, summed over all rows of all steps: `dWᵢₕ
/// += dGatesᵀ·X` and `dWₕₕ += dGatesᵀ·H₋₁`? The rows are processed in the same chunks as in the backward pass. `java
/// -jar benchmarks/target/benchmarks.jar WeightGradientBenchmark -p shape=LARGE -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WeightGradientBenchmark {
    private static final int GATES = 4;
    /// Rows per chunk, as in the engine.
    private static final int STRETCH = 256;

    /// The shape.
    @Param
    public Shape shape;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private Kernels chosen;
    private int depth;
    private int lanes;
    private int hidden;
    private float[] dGates;
    private ColumnPanel panel;
    private Side inputs;
    private Side states;

    /// The inputs or hidden states, `[T·B, stride]`, and the gradients of their weights, `[4·H, columns]`.
    private record Side(float[] rows, int stride, int columns, float[] gradients) {}

    /// Creates the operands and checks one sum.
    @Setup
    public void setUp() {
        Workload workload = shape.workload();
        chosen = KernelSelection.choose(kernels);
        depth = workload.time() * workload.batch();
        hidden = workload.hidden();
        lanes = chosen.format().lanes();
        int blocks = Math.ceilDiv(hidden, lanes);
        dGates = Workload.signed(blocks * depth * GATES * lanes);
        panel = chosen.columnPanel(STRETCH);
        inputs = side(workload.input(), workload.input());
        states = side(blocks * lanes, hidden);
        weightGradient();
        check("dWih", inputs);
        check("dWhh", states);
    }

    private Side side(int stride, int columns) {
        return new Side(Workload.signed(depth * stride), stride, columns, new float[GATES * hidden * columns]);
    }

    /// Accumulates the gradients once more.
    ///
    /// @return the gradients of the recurrent weights
    @Benchmark
    public float[] weightGradient() {
        for (int from = 0; from < depth; from += STRETCH) {
            add(from, inputs);
            add(from, states);
        }
        return states.gradients;
    }

    private void add(int fromRow, Side side) {
        for (int column = 0; column < side.columns; column += panel.maxColumns()) {
            panel.resize(Math.min(STRETCH, depth - fromRow), Math.min(panel.maxColumns(), side.columns - column));
            for (int k = 0; k < panel.depth(); k++) {
                panel.copyRow(k, side.rows, (fromRow + k) * side.stride + column);
            }
            for (int unit = 0; unit < hidden; unit += lanes) {
                for (int gate = 0; gate < GATES; gate++) {
                    chosen.transposedProduct(dGates, from(unit, gate) + fromRow * GATES * lanes, GATES * lanes,
                            Math.min(lanes, hidden - unit), panel, side.gradients,
                            (gate * hidden + unit) * side.columns + column, side.columns);
                }
            }
        }
    }

    /// The index of the first row of a gate of a block in `[U, T·B, 4·N]`.
    private int from(int unit, int gate) {
        return unit / lanes * depth * GATES * lanes + gate * lanes;
    }

    private void check(String what, Side side) {
        for (int place : Check.places(side.gradients.length)) {
            int row = place / side.columns;
            int unit = row % hidden;
            int a = from(unit, row / hidden) + unit % lanes;
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < depth; k++) {
                double term = (double) dGates[a + k * GATES * lanes]
                        * side.rows[k * side.stride + place % side.columns];
                sum += term;
                magnitude += Math.abs(term);
            }
            Check.near(what, place, sum, (depth + 1) * Check.ROUNDING * magnitude, side.gradients[place]);
        }
    }
}
