package dev.lstm4j.benchmarks.peers.deeplearning4j;

import dev.lstm4j.ParameterLayout.Entry;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.bench.Mode;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.benchmarks.peers.Case;
import dev.lstm4j.benchmarks.peers.Engine;
import dev.lstm4j.benchmarks.peers.Reference;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// Deeplearning4j's `MultiLayerNetwork` on the CPU, with sequences in its preferred shape `[B, I, T]`. It takes the
/// number of threads from the environment variable OMP_NUM_THREADS.
public final class Deeplearning4jEngine implements Engine {
    /// Deeplearning4j orders the gates g f o i; PyTorch orders them i f g o.
    private static final int[] GATES = {2, 1, 3, 0};

    @Override
    public String version() {
        return Engine.jarVersion(MultiLayerNetwork.class);
    }

    @Override
    public boolean supports(Case one) {
        return one.mode() != Mode.STEP;
    }

    @Override
    public Runner prepare(Case one, Reference reference, int threads) {
        Workload workload = one.workload();
        Dl4jNetwork network = Dl4jNetwork.of(workload);
        load(network, one, reference.parameters(one));
        INDArray x = Nd4j.create(reference.inputs(one), new int[]{workload.batch(), workload.time(), workload.input()})
                .permute(0, 2, 1).dup('f');
        if (one.mode() == Mode.INFER) {
            return new Runner() {
                @Override
                public float[] answers() {
                    return network.output(x).dup('c').data().asFloat();
                }

                @Override
                public void run() {
                    network.output(x);
                }
            };
        }
        INDArray y = Nd4j.create(reference.targets(one), new int[]{workload.batch(), 1});
        return new Runner() {
            @Override
            public float[] answers() {
                run();
                // One bias instead of two: Adam updates it differently, so only the first loss can be compared.
                return new float[]{(float) network.score()};
            }

            @Override
            public void run() {
                network.fit(x, y);
            }
        };
    }

    private static void load(Dl4jNetwork network, Case one, float[] parameters) {
        Workload workload = one.workload();
        ParameterLayout layout = one.architecture().parameterLayout();
        for (int layer = 0; layer < workload.layers(); layer++) {
            for (int direction = 0; direction < (workload.bidirectional() ? 2 : 1); direction++) {
                network.set(layer, direction, "W", turned(layout.get("weight_ih", layer, direction), parameters));
                network.set(layer, direction, "RW", turned(layout.get("weight_hh", layer, direction), parameters));
                network.set(layer, direction, "b", turned(layout.get("bias_ih", layer, direction), parameters)
                        .add(turned(layout.get("bias_hh", layer, direction), parameters)));
            }
        }
        Entry weight = layout.get("fc.weight");
        float[] row = Arrays.copyOfRange(parameters, weight.offset(), weight.offset() + weight.length());
        network.set(workload.layers(), 0, "W", Nd4j.create(row, new int[]{weight.length(), 1}));
        network.set(workload.layers(), 0, "b",
                Nd4j.create(new float[]{parameters[layout.get("fc.bias").offset()]}, new int[]{1, 1}));
    }

    /// Converts `[4·H, columns]` in PyTorch's gate order to `[columns, 4·H]` in Deeplearning4j's; a bias becomes
    /// one row.
    private static INDArray turned(Entry entry, float[] parameters) {
        int rows = entry.shape().getFirst();
        int columns = entry.length() / rows;
        int block = rows / GATES.length;
        float[] values = new float[entry.length()];
        for (int gate = 0; gate < GATES.length; gate++) {
            for (int unit = 0; unit < block; unit++) {
                for (int column = 0; column < columns; column++) {
                    values[column * rows + gate * block + unit] = parameters[entry.offset()
                            + (GATES[gate] * block + unit) * columns + column];
                }
            }
        }
        return Nd4j.create(values, new int[]{columns, rows});
    }
}
