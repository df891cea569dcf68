package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Arrays;

/// Runs the head: one product, `y = h·Wᵀ + b`, whose rows are divided among the threads.
final class HeadForward {
    private final Kernels kernels;
    private final PackedHead packed;
    private final Workers workers;
    private final HeadInput input;
    private final float[] answers;
    private final Product[] products;
    private final Workers.Job job = this::multiply;

    HeadForward(Kernels kernels, PackedHead packed, ForwardBuffers buffers, Workers workers) {
        this.kernels = kernels;
        this.packed = packed;
        this.workers = workers;
        this.input = new HeadInput(packed.head().steps(), packed.below(), buffers);
        this.answers = new float[Sizes.floats("session, outputs", input.maxRows(), packed.width())];
        this.products = new Product[workers.size()];
        Arrays.setAll(products, _ -> new Product());
    }

    HeadInput input() {
        return input;
    }

    /// The outputs, row by row, padded.
    float[] answers() {
        return answers;
    }

    void run() {
        input.gather();
        long multiplyAdds = (long) packed.weights().size() * input.rows();
        workers.run(job, Strategy.members(multiplyAdds, workers.size()));
    }

    private void multiply(int member, int members) {
        int rows = input.rows();
        int firstRow = Workers.share(rows, member, members);
        int width = packed.width();
        int inputWidth = packed.below().outputWidth();
        Product product = products[member];
        product.rows = Workers.share(rows, member + 1, members) - firstRow;
        product.left(input.array(), input.offset() + firstRow * inputWidth, inputWidth, inputWidth);
        product.from(packed.bias(), 0, 0, packed.weights().panelWidth());
        product.to(answers, firstRow * width, width, packed.weights().panelWidth());
        kernels.product(product, packed.weights(), 0, packed.weights().panels());
    }
}
