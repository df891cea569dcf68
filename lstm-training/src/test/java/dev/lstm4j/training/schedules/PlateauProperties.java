package dev.lstm4j.training.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// [ReduceOnPlateau] treats negative losses, such as negative log-likelihoods of densities, like positive ones.
class PlateauProperties {

    private static LossHistory history(double... losses) {
        LossHistory history = LossHistory.EMPTY;
        for (int epoch = 0; epoch < losses.length; epoch++) {
            history = history.with(epoch, losses[epoch]);
        }
        return history;
    }

    private static double rate(ReduceOnPlateau plateau, double... losses) {
        return plateau.rate(1, losses.length, history(losses));
    }

    @Property(tries = 200)
    void aConstantLossOfAnySignReducesTheRate(@ForAll @DoubleRange(min = -1e6, max = 1e6) double loss,
            @ForAll @IntRange(max = 5) int patience, @ForAll @IntRange(max = 30) int epochs) {
        double[] losses = new double[epochs];
        Arrays.fill(losses, loss);
        int reductions = Math.max(epochs - 1, 0) / (patience + 1);
        assertThat(rate(ReduceOnPlateau.of(0.5, patience), losses)).isEqualTo(Math.pow(0.5, Math.min(reductions, 27)),
                org.assertj.core.data.Offset.offset(1e-8));
    }

    @Property(tries = 200)
    void withoutAThresholdAShiftOfTheLossHasNoEffect(@ForAll @Size(min = 1, max = 30) int[] steps,
            @ForAll @IntRange(min = -4000, max = 4000) int shift, @ForAll @IntRange(max = 3) int patience,
            @ForAll @IntRange(max = 3) int cooldown) {
        double[] losses = new double[steps.length];
        double[] shifted = new double[steps.length];
        for (int epoch = 0; epoch < steps.length; epoch++) {
            losses[epoch] = Math.floorMod(steps[epoch], 1000);
            shifted[epoch] = losses[epoch] + shift;
        }
        ReduceOnPlateau plateau = ReduceOnPlateau.of(0.5, patience).withThreshold(0).withCooldown(cooldown);
        assertThat(rate(plateau, shifted)).isEqualTo(rate(plateau, losses));
    }

    @Property(tries = 200)
    void onlyADecreaseAboveTheThresholdIsBetter(@ForAll @DoubleRange(min = -1e6, max = 1e6) double best,
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double threshold) {
        double enough = threshold * Math.abs(best);
        ReduceOnPlateau plateau = ReduceOnPlateau.of(0.5, 0).withThreshold(threshold);
        assertThat(rate(plateau, best, best - 1.001 * enough - 1e-9)).as("better").isEqualTo(1);
        assertThat(rate(plateau, best, best - 0.999 * enough)).as("not better").isEqualTo(0.5);
    }

    @Example
    void risingNegativeLossesReduceTheRate() {
        double[] losses = new double[8];
        for (int epoch = 0; epoch < losses.length; epoch++) {
            losses[epoch] = -1 + 0.00005 * epoch;
        }
        assertThat(rate(ReduceOnPlateau.of(0.1, 2), losses)).isEqualTo(0.1 * 0.1);
    }

    @Example
    void aNaNLossIsNotBetter() {
        assertThat(rate(ReduceOnPlateau.of(0.5, 0), Double.NaN, Double.NaN)).isEqualTo(0.25);
        assertThat(rate(ReduceOnPlateau.of(0.5, 0).withThreshold(2), 3, 5)).isEqualTo(0.5);
    }
}
