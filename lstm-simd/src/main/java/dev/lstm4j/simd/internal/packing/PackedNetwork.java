package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellFunction;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.simd.internal.threads.Workers;
import org.jspecify.annotations.Nullable;

/// All weights of a network, packed for the forward products. They must be packed again after every change of the
/// parameters; in between, any number of threads may read them.
public final class PackedNetwork {
    private final Architecture architecture;
    private final ParameterLayout layout;
    private final Kernels kernels;
    private final Cell cell;
    private final CellFunction function;
    private final PackedLayer[][] layers;
    private final float[] embedding;
    private final @Nullable PackedHead head;
    private final Workers.Job packJob = this::pack;
    private float[] source = {};

    /// Allocates the weights, all zero.
    ///
    /// @param architecture the architecture of the network
    /// @param kernels the kernels that read the weights; they determine the layout
    public PackedNetwork(Architecture architecture, Kernels kernels) {
        this.architecture = architecture;
        this.layout = architecture.parameterLayout();
        this.kernels = kernels;
        this.cell = architecture.cell();
        this.function = cell.function(kernels, architecture.bias());
        this.layers = new PackedLayer[architecture.numLayers()][architecture.directions()];
        for (int layer = 0; layer < layers.length; layer++) {
            LayerShape shape = LayerShape.of(architecture, layer, cell, kernels);
            for (int direction = 0; direction < layers[layer].length; direction++) {
                layers[layer][direction] = new PackedLayer(shape, cell, architecture, layout, direction);
            }
        }
        this.embedding = new float[architecture.numEmbeddings() * architecture.inputSize()];
        Head linear = architecture.head();
        this.head = linear == null ? null : new PackedHead(linear, shape(layers.length - 1), layout);
    }

    /// The architecture of the network.
    ///
    /// @return the architecture
    public Architecture architecture() {
        return architecture;
    }

    /// The position of each parameter in the flat array.
    ///
    /// @return the layout
    public ParameterLayout layout() {
        return layout;
    }

    /// The kernels that read the weights.
    ///
    /// @return the kernels
    public Kernels kernels() {
        return kernels;
    }

    /// The cell, which is the same for every layer.
    ///
    /// @return the cell
    public Cell cell() {
        return cell;
    }

    /// The function that computes the steps of the cell.
    ///
    /// @return the same function for every layer
    public CellFunction function() {
        return function;
    }

    /// The sizes of a layer, which are the same for both directions.
    ///
    /// @param layer from 0
    /// @return the shape
    public LayerShape shape(int layer) {
        return layers[layer][0].shape();
    }

    /// The weights of a layer and direction.
    ///
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse
    /// @return the packed weights
    public PackedLayer layer(int layer, int direction) {
        return layers[layer][direction];
    }

    /// The embedding matrix: one row for each token.
    ///
    /// @return `[V, I]`; empty without an embedding
    public float[] embedding() {
        return embedding;
    }

    /// The weights of the head.
    ///
    /// @return the packed weights, or null without a head
    public @Nullable PackedHead head() {
        return head;
    }

    /// Packs the parameters.
    ///
    /// @param parameters the flat array, in the order of [#layout()]
    /// @param workers the threads that divide the work
    public void pack(float[] parameters, Workers workers) {
        source = parameters;
        workers.run(packJob, Strategy.members(parameters.length, workers.size()));
    }

    /// Replaces the floats of large layers by quantized weights with the same values. After that, the network cannot be
    /// packed again.
    ///
    /// @param type the type of the weights, as which the packed parameters are representable
    public void quantize(WeightType type) {
        for (PackedLayer[] directions : layers) {
            for (PackedLayer layer : directions) {
                if (Strategy.quantized(layer.shape(), kernels, type)) {
                    layer.quantize(type);
                }
            }
        }
    }

    private void pack(int member, int members) {
        for (PackedLayer[] directions : layers) {
            for (PackedLayer layer : directions) {
                int blocks = layer.shape().blocks();
                layer.pack(source, Workers.share(blocks, member, members), Workers.share(blocks, member + 1, members));
                if (member == 0) {
                    layer.packProjection(source);
                    layer.packInner(source);
                    layer.packStart(source);
                }
            }
        }
        if (embedding.length > 0 && member == 0) {
            System.arraycopy(source, layout.get("embedding.weight").offset(), embedding, 0, embedding.length);
        }
        if (head != null && member == 0) {
            head.pack(source);
        }
    }
}
