package dev.lstm4j.simd;

import static dev.lstm4j.simd.DrawnModels.draw;
import static dev.lstm4j.simd.DrawnModels.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.States;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.ForwardRequest;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.passes.Noise;
import dev.lstm4j.simd.internal.threads.Workers;
import dev.lstm4j.testing.CellFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Properties of all networks, with every kind of cell ([CellFamily]): a sequence gives the same bits step by step,
/// alone, in any batch and on any number of threads.
class NetworkProperties {

    private static float[] run(Model model, int threads, int batch, int time, float[] x, int maxBatch, int maxTime) {
        Architecture architecture = model.architecture();
        float[] y = new float[batch * architecture.outputSteps(time) * architecture.outputSize()];
        try (InferenceSession session = Network.of(model, new Engine(KernelSelection.kernels(), threads)).session(
                maxBatch,
                maxTime)) {
            // An earlier call must not affect the next one.
            float[] noise = draw(maxBatch * maxTime * architecture.inputSize(), 5);
            session.forward(noise, maxBatch,
                    new float[maxBatch * architecture.outputSteps(maxTime) * architecture.outputSize()]);
            session.forward(x, batch, time, null, y, null);
        }
        return y;
    }

    @Property(tries = 60)
    void outputsDoNotDependOnThreadsOrBuffers(@ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 9) int batch, @ForAll @IntRange(min = 1, max = 12) int time,
            @ForAll long seed) {
        Model model = model(architecture, seed);
        float[] x = draw(batch * time * architecture.inputSize(), seed);
        float[] one = run(model, 1, batch, time, x, batch, time);
        for (int threads : new int[]{2, 3, 8}) {
            assertThat(run(model, threads, batch, time, x, batch, time)).isEqualTo(one);
        }
        assertThat(run(model, 2, batch, time, x, batch + 3, time + 2)).isEqualTo(one);
    }

    @Property(tries = 20)
    void longSequencesDoNotDependOnChunking(@ForAll(supplier = CellFamily.Networks.class) Architecture drawn,
            @ForAll @IntRange(min = 1, max = 3) int batch, @ForAll @IntRange(min = 257, max = 300) int time,
            @ForAll long seed) {
        // Inputs are multiplied 256 rows at a time; the largest batch of a session decides where chunks begin.
        Architecture architecture = drawn.withBidirectional(true);
        Model model = model(architecture, seed);
        float[] x = draw(batch * time * architecture.inputSize(), seed);
        float[] whole = keepingAllSteps(model, batch, time, x);
        assertThat(run(model, 1, batch, time, x, batch, time)).isEqualTo(whole);
        assertThat(run(model, 2, batch, time, x, 40, time)).isEqualTo(whole);
    }

    /// The outputs of a forward pass of training, which keeps all steps.
    private static float[] keepingAllSteps(Model model, int batch, int time, float[] x) {
        Architecture architecture = model.architecture();
        float[] y = new float[batch * architecture.outputSteps(time) * architecture.outputSize()];
        try (Workers workers = new Workers(1)) {
            PackedNetwork packed = new PackedNetwork(architecture, KernelSelection.kernels());
            packed.pack(model.parameters().values(), workers);
            ForwardPass pass = new ForwardPass(packed, workers, batch, time, Keep.FOR_TRAINING, Noise.NONE);
            pass.run(new ForwardRequest().batch(x, null, batch, time).withFinalStates(true)).readAnswers(y);
        }
        return y;
    }

    @Property(tries = 40)
    void anInfiniteInputDoesNotReachRealUnitsThroughPadding(@ForAll @IntRange(min = 1, max = 70) int hidden,
            @ForAll boolean both, @ForAll long seed) {
        Architecture architecture = Architecture.lstm(1, hidden).withLayers(2).withBidirectional(both)
                .withHead(Head.everyStep(2));
        float[] y = run(model(architecture, seed), 1, 1, 3, new float[]{1, Float.POSITIVE_INFINITY, 1}, 1, 3);
        for (float value : y) {
            assertThat(value).isFinite();
        }
    }

    @Property(tries = 60)
    void rowsAreIndependent(
            @ForAll(supplier = CellFamily.Networks.class) Architecture architecture,
            @ForAll @IntRange(min = 2, max = 9) int batch, @ForAll @IntRange(min = 1, max = 8) int time,
            @ForAll long seed) {
        Model model = model(architecture, seed);
        int rowIn = time * architecture.inputSize();
        int rowOut = architecture.outputSteps(time) * architecture.outputSize();
        float[] x = draw(batch * rowIn, seed);
        float[] together = run(model, 1, batch, time, x, batch, time);
        float[] poisoned = x.clone();
        Arrays.fill(poisoned, 0, rowIn, Float.NaN);
        float[] besideNaN = run(model, 2, batch, time, poisoned, batch, time);
        for (int row = 1; row < batch; row++) {
            float[] alone = run(model, 1, 1, time, Arrays.copyOfRange(x, row * rowIn, (row + 1) * rowIn), 1, time);
            assertThat(Arrays.copyOfRange(together, row * rowOut, (row + 1) * rowOut)).isEqualTo(alone);
            assertThat(Arrays.copyOfRange(besideNaN, row * rowOut, (row + 1) * rowOut)).isEqualTo(alone);
        }
        assertThat(besideNaN[0]).isNaN();
    }

    @Property(tries = 60)
    void streamingEqualsTheBatch(@ForAll(supplier = CellFamily.Networks.class) Architecture drawn,
            @ForAll @IntRange(min = 1, max = 12) int time, @ForAll long seed) {
        Head head = drawn.head(); // only these heads can be streamed
        Architecture architecture = drawn.withBidirectional(false)
                .withHead(head == null || head.everyStep() ? head : Head.lastStep(head.outputSize()));
        Model model = model(architecture, seed);
        int in = architecture.inputSize();
        int out = architecture.outputSize();
        float[] x = draw(time * in, seed);
        float[] batch = run(model, 1, 1, time, x, 1, time);
        States states = States.zeros(architecture, 1);
        float[] y = new float[out];
        StreamingSession stream = Network.of(model).stream();
        stream.step(draw(in, 3), y);
        stream.reset();
        for (int t = 0; t < time; t++) {
            stream.step(Arrays.copyOfRange(x, t * in, (t + 1) * in), y);
            if (architecture.outputSteps(time) == time) {
                assertThat(y).isEqualTo(Arrays.copyOfRange(batch, t * out, (t + 1) * out));
            }
            // Continue in another session.
            stream.getStates(states);
            stream = Network.of(model).stream();
            stream.setStates(states);
        }
        assertThat(y).isEqualTo(Arrays.copyOfRange(batch, batch.length - out, batch.length));
    }

    @Property(tries = 40)
    void statesAreCarriedFromCallToCall(@ForAll(supplier = CellFamily.Networks.class) Architecture drawn,
            @ForAll @IntRange(min = 1, max = 5) int batch, @ForAll @IntRange(min = 1, max = 6) int first,
            @ForAll @IntRange(min = 1, max = 6) int second, @ForAll long seed) {
        Architecture architecture = drawn.withBidirectional(false).withHead(null);
        Model model = model(architecture, seed);
        int in = architecture.inputSize();
        int stateSize = architecture.stateSize();
        int time = first + second;
        float[] x = draw(batch * time * in, seed);
        float[] whole = run(model, 1, batch, time, x, batch, time);
        float[] x1 = new float[batch * first * in];
        float[] x2 = new float[batch * second * in];
        for (int row = 0; row < batch; row++) {
            System.arraycopy(x, row * time * in, x1, row * first * in, first * in);
            System.arraycopy(x, (row * time + first) * in, x2, row * second * in, second * in);
        }
        States states = States.zeros(architecture, batch);
        float[] y1 = new float[batch * first * stateSize];
        float[] y2 = new float[batch * second * stateSize];
        try (InferenceSession session = Network.of(model).session(batch, time)) {
            session.forward(x1, batch, first, null, y1, states);
            session.forward(x2, batch, second, states, y2, states);
        }
        for (int row = 0; row < batch; row++) {
            assertThat(Arrays.copyOfRange(y2, row * second * stateSize, (row + 1) * second * stateSize)).isEqualTo(
                    Arrays.copyOfRange(whole, (row * time + first) * stateSize, (row + 1) * time * stateSize));
        }
    }

    @Example
    void oneNetworkServesManyThreads() throws Exception {
        Model model = model(Architecture.lstm(3, 20).withHead(Head.lastStep(2)), 1);
        Network network = Network.of(model);
        float[] x = draw(4 * 50 * 3, 2);
        float[] expected = new float[8];
        try (InferenceSession session = network.session(4, 50)) {
            session.forward(x, 4, expected);
        }
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(() -> {
                boolean same = true;
                try (InferenceSession session = network.session(4, 50)) {
                    for (int call = 0; call < 50; call++) {
                        float[] y = new float[8];
                        session.forward(x, 4, y);
                        same &= Arrays.equals(y, expected);
                    }
                }
                return same;
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> same : executor.invokeAll(tasks)) {
                assertThat(same.get()).isTrue();
            }
        }
    }
}
