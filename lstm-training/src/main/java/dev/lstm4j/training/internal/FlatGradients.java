package dev.lstm4j.training.internal;

import dev.lstm4j.Parameters;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Arrays;
import java.util.List;

/// Norm, clipping and scaling of all gradients of one update, multi-threaded. There is one flat array for each trained
/// network; an encoder-decoder has two, with one common norm. Results are bit-identical for any number of threads.
/// Allocates nothing after construction.
public final class FlatGradients {
    /// The number of gradients in a chunk whose squares one thread sums.
    private static final int STRETCH = 1 << 15;
    /// `torch.nn.utils.clip_grad_norm_` adds this to the norm before it divides.
    private static final double NORM_EPSILON = 1e-6;

    private final Kernels kernels;
    private final Workers workers;
    private final float[][] arrays;
    private final double[][] squares;
    private final Workers.Job squaresJob = this::squares;
    private final Workers.Job scaleJob = this::scale;
    private final Workers.Job limitJob = this::limit;
    private int current;
    private float factor;

    /// Creates an object for the gradients of some networks.
    ///
    /// @param kernels the arithmetic
    /// @param workers the threads
    /// @param gradients of each network; not copied
    public FlatGradients(Kernels kernels, Workers workers, List<Parameters> gradients) {
        this.kernels = kernels;
        this.workers = workers;
        this.arrays = gradients.stream().map(Parameters::values).toArray(float[][]::new);
        this.squares = Arrays.stream(arrays).map(array -> new double[Math.ceilDiv(array.length, STRETCH)])
                .toArray(double[][]::new);
    }

    /// Sets all gradients to zero.
    public void clear() {
        for (float[] array : arrays) {
            Arrays.fill(array, 0f);
        }
    }

    /// The global norm of all gradients.
    ///
    /// @return √Σg², summed in double
    public double norm() {
        double sum = 0;
        for (current = 0; current < arrays.length; current++) {
            workers.run(squaresJob, members());
            for (double part : squares[current]) {
                sum += part;
            }
        }
        return Math.sqrt(sum);
    }

    /// Each fixed chunk is summed by one thread, and the sums are added in order, so the bits do not depend on the
    /// number of threads.
    private void squares(int member, int members) {
        float[] values = arrays[current];
        double[] sums = squares[current];
        int to = Workers.share(sums.length, member + 1, members);
        for (int part = Workers.share(sums.length, member, members); part < to; part++) {
            sums[part] = kernels.sumOfSquares(values, part * STRETCH, Math.min(values.length, (part + 1) * STRETCH));
        }
    }

    /// Clips the gradients by their global norm (Pascanu et al. 2013), as `torch.nn.utils.clip_grad_norm_`.
    ///
    /// @param norm of the gradients; if it is NaN, all gradients become NaN
    /// @param maxNorm the maximum norm, above 0
    public void clipNorm(double norm, double maxNorm) {
        double ratio = maxNorm / (norm + NORM_EPSILON);
        if (!(ratio >= 1)) {
            scale((float) ratio);
        }
    }

    /// Computes the norm and clips the gradients by it.
    ///
    /// @param maxNorm the maximum norm, above 0
    /// @return the norm before clipping
    /// @throws IllegalArgumentException if maxNorm is not above 0
    public double clipNorm(double maxNorm) {
        requireLimit("maxNorm", maxNorm);
        double norm = norm();
        clipNorm(norm, maxNorm);
        return norm;
    }

    private static void requireLimit(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + ": expected a number above 0, found " + value);
        }
    }

    /// Clips each gradient value, as `torch.nn.utils.clip_grad_value_`; NaN remains NaN.
    ///
    /// @param maxValue the maximum magnitude, above 0
    /// @throws IllegalArgumentException if maxValue is not above 0
    public void clipValue(double maxValue) {
        requireLimit("maxValue", maxValue);
        factor = (float) maxValue;
        for (current = 0; current < arrays.length; current++) {
            workers.run(limitJob, members());
        }
    }

    private void limit(int member, int members) {
        float[] values = arrays[current];
        int to = Workers.share(values.length, member + 1, members);
        for (int i = Workers.share(values.length, member, members); i < to; i++) {
            values[i] = Math.max(-factor, Math.min(factor, values[i]));
        }
    }

    /// Multiplies all gradients by a factor.
    ///
    /// @param by the factor
    public void scale(float by) {
        factor = by;
        for (current = 0; current < arrays.length; current++) {
            workers.run(scaleJob, members());
        }
    }

    private void scale(int member, int members) {
        int length = arrays[current].length;
        kernels.scale(arrays[current], Workers.share(length, member, members),
                Workers.share(length, member + 1, members), factor);
    }

    private int members() {
        return Strategy.members(arrays[current].length, workers.size());
    }
}
