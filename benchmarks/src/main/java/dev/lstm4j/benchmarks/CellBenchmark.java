package dev.lstm4j.benchmarks;

import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.engine.CellStep;
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

/// How long does the element-wise work of one time step take, forward and backward, for a batch of one layer? As in
/// the time loop, it runs one block of units at a time. It works in place, so each call first copies what it
/// overwrites, also block by block; `copy` measures these copies alone (the forward step copies only the gates). `java
/// -jar benchmarks/target/benchmarks.jar CellBenchmark -p shape=LARGE -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CellBenchmark {
    private static final int GATES = 4;

    /// The shape; only B and H matter.
    @Param
    public Shape shape;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private final CellStep step = new CellStep();
    private Kernels chosen;
    private int padded;
    private float[] preActivations;
    private float[] activations;
    private float[] cells;
    private float[] dCells;

    /// Generates the states, runs one forward and one backward step, and checks both.
    @Setup
    public void setUp() {
        chosen = KernelSelection.choose(kernels);
        int batch = shape.workload().batch();
        int lanes = chosen.format().lanes();
        padded = Math.ceilDiv(shape.workload().hidden(), lanes) * lanes;
        preActivations = Workload.signed(GATES * padded * batch);
        step.rows = batch;
        step.units = lanes;
        step.gates = new float[preActivations.length];
        step.gatesStride = GATES * lanes;
        step.dGates = new float[preActivations.length];
        step.dGatesStride = padded * GATES;
        step.cellBefore = Workload.signed(batch * padded);
        step.cell = new float[batch * padded];
        step.cellStride = padded;
        step.hidden = new float[batch * padded];
        step.hiddenStride = padded;
        dCells = Workload.signed(batch * padded);
        step.dCell = new float[batch * padded];
        step.dHidden = dCells.clone();
        step.dHiddenStride = padded;
        step.dCellStride = padded;
        step.dOutput = dCells.clone();
        step.dOutputStride = padded;
        forward();
        activations = step.gates.clone();
        cells = step.cell.clone();
        CellCheck.forward(preActivations, step);
        backward();
        CellCheck.backward(activations, cells, dCells, step);
    }

    /// One forward step.
    ///
    /// @return the hidden states
    @Benchmark
    public float[] forward() {
        for (int unit = 0; unit < padded; unit += step.units) {
            enter(unit, preActivations);
            chosen.lstmForward(step);
        }
        return step.hidden;
    }

    /// One backward step.
    ///
    /// @return the gradients of the gates
    @Benchmark
    public float[] backward() {
        copyCells();
        for (int unit = 0; unit < padded; unit += step.units) {
            enter(unit, activations);
            chosen.lstmBackward(step);
        }
        return step.gates;
    }

    /// Only the copies.
    ///
    /// @return the gates
    @Benchmark
    public float[] copy() {
        copyCells();
        for (int unit = 0; unit < padded; unit += step.units) {
            enter(unit, activations);
        }
        return step.gates;
    }

    private void copyCells() {
        System.arraycopy(cells, 0, step.cell, 0, cells.length);
        System.arraycopy(dCells, 0, step.dCell, 0, dCells.length);
    }

    /// Points the step at a block of units and copies its gates.
    private void enter(int unit, float[] gates) {
        step.gatesOffset = unit * GATES * step.rows;
        step.dGatesOffset = unit * GATES;
        step.cellBeforeOffset = unit;
        step.cellOffset = unit;
        step.hiddenOffset = unit;
        step.dHiddenOffset = unit;
        step.dOutputOffset = unit;
        step.dCellOffset = unit;
        System.arraycopy(gates, step.gatesOffset, step.gates, step.gatesOffset, step.rows * step.gatesStride);
    }
}
