package dev.lstm4j.training.internal;

import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.simd.internal.ForwardPass;
import dev.lstm4j.simd.internal.LayerShape;
import dev.lstm4j.simd.internal.PackedHead;
import dev.lstm4j.simd.internal.PackedLayer;

/// The gradients of the parameters, summed over all rows of all steps in one product each:
/// `dWᵢₕ += dGatesᵀ·X`, `dWₕₕ += dGatesᵀ·H₋₁`, `db += Σ dGates`. Each block of units is one piece of work, done by one
/// thread in one order, so the number of threads changes no bit.
final class WeightGradients {
    private WeightGradients() {}

    /// Adds the gradients of one block of units of a layer.
    static void addBlock(Kernels kernels, ForwardPass forward, PackedLayer packed, int direction, int block, int batch,
            int time, float[] gradients) {
        LayerShape shape = packed.shape();
        int layer = shape.layer();
        Operand gates = forward.states(layer, direction).gates();
        int depth = batch * time;
        int inputs = forward.layerInputOffset(layer, batch);
        int segment = layer == 0 ? shape.inputSize() : shape.hidden();
        int slotBefore = direction == 0 ? 0 : 2;
        int hiddenBefore = slotBefore * batch * shape.outputWidth() + direction * shape.padded();
        for (int gate = 0; gate < shape.gates(); gate++) {
            int from = block * gates.blockStride() + gate * shape.lanes();
            int row = gate * shape.hidden() + block * shape.lanes();
            int units = shape.units(block);
            int to = packed.inputWeights().offset() + row * shape.inputSize();
            for (int feature = 0; feature < shape.inputSize(); feature += segment) {
                kernels.transposedProduct(depth, gates.array(), from, gates.rowStride(), units,
                        forward.layerInput(layer), inputs + shape.inputColumn(feature), shape.inputWidth(), segment,
                        gradients, to + feature, shape.inputSize());
            }
            kernels.transposedProduct(depth, gates.array(), from, gates.rowStride(), units, forward.outputs(layer),
                    hiddenBefore, shape.outputWidth(), shape.hidden(), gradients,
                    packed.hiddenWeights().offset() + row * shape.hidden(), shape.hidden());
            addBias(kernels, packed.biases(), gates, from, row, units, depth, gradients);
        }
    }

    /// Both biases have the same gradient: it is summed once and copied.
    private static void addBias(Kernels kernels, ParameterLayout.Entry[] biases, Operand gates, int from, int row,
            int units, int depth, float[] gradients) {
        if (biases.length == 0) {
            return;
        }
        int first = biases[0].offset() + row;
        kernels.columnSums(depth, gates.array(), from, gates.rowStride(), units, gradients, first);
        System.arraycopy(gradients, first, gradients, biases[1].offset() + row, units);
    }

    /// Adds the gradients of the head.
    ///
    /// @param dRows gradients of the head's answers `[rows, width]`
    /// @param rows how many
    /// @param outputs where the first of these rows begins in the outputs of the layer below
    static void addHead(Kernels kernels, ForwardPass forward, PackedHead head, float[] dRows, int rows, int outputs,
            float[] gradients) {
        LayerShape below = head.below();
        int size = head.head().outputSize();
        int columns = below.directions() * below.hidden();
        for (int direction = 0; direction < below.directions(); direction++) {
            kernels.transposedProduct(rows, dRows, 0, head.width(), size, forward.outputs(below.layer()),
                    outputs + direction * below.padded(), below.outputWidth(), below.hidden(), gradients,
                    head.weight().offset() + direction * below.hidden(), columns);
        }
        kernels.columnSums(rows, dRows, 0, head.width(), size, gradients, head.biasEntry().offset());
    }
}
