package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Copies the outputs of the network from the padded, time-major buffers to the caller's array.
final class Answers {
    private final PackedNetwork network;
    private final Architecture architecture;
    private final ForwardBuffers buffers;
    private final Sequences sequences;
    private final @Nullable HeadForward head;

    Answers(PackedNetwork network, ForwardBuffers buffers, @Nullable HeadForward head) {
        this.network = network;
        this.architecture = network.architecture();
        this.buffers = buffers;
        this.sequences = buffers.sequences();
        this.head = head;
    }

    void read(float[] y) {
        int size = architecture.outputSize();
        int batch = sequences.batch();
        int steps = architecture.outputSteps(sequences.outerTime());
        boolean oneAnswer = network.head() != null && !network.head().head().everyStep();
        if (sequences.masked() && !oneAnswer) {
            Arrays.fill(y, 0, batch * steps * size, 0f);
        }
        for (int row = 0; row < batch; row++) {
            int outer = sequences.outerRow(row) * steps;
            int length = oneAnswer ? 1 : sequences.length(row);
            for (int t = 0; t < length; t++) {
                read(t, row, y, (outer + (oneAnswer ? 0 : sequences.outerStep(row, t))) * size);
            }
        }
    }

    void readPredictions(float[] y) {
        read(y);
        PackedHead packed = network.head();
        if (packed != null && packed.head().output() != Head.Output.LINEAR) {
            HeadOutput.apply(packed.head(), network.kernels(), y,
                    sequences.batch() * architecture.outputSteps(sequences.outerTime()));
        }
    }

    private void read(int t, int row, float[] y, int at) {
        PackedHead packed = network.head();
        if (packed != null && head != null) {
            System.arraycopy(head.answers(), (sequences.start(t) + row) * packed.width(), y, at,
                    packed.head().outputSize());
            return;
        }
        int top = architecture.numLayers() - 1;
        LayerShape shape = network.shape(top);
        int from = ((t + 1) * sequences.batch() + row) * shape.outputWidth();
        for (int d = 0; d < shape.directions(); d++) {
            System.arraycopy(buffers.outputs(top), from + d * shape.statePadded(), y, at + d * shape.state(),
                    shape.state());
        }
    }
}
