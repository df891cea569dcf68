package dev.lstm4j.simd;

import dev.lstm4j.Activation;
import dev.lstm4j.Architecture;
import dev.lstm4j.CellOptions;
import dev.lstm4j.CellType;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/// Every kind of network, of any size: cells, their functions and other options, projections, layers, directions, heads.
final class CellFamily implements ArbitrarySupplier<Architecture> {

    @Override
    public Arbitrary<Architecture> get() {
        Arbitrary<Head> heads = Combinators
                .combine(Arbitraries.integers().between(1, 70), Arbitraries.of(Head.Steps.class))
                .as(Head::new);
        Arbitrary<Architecture> sizes = Combinators.combine(Arbitraries.integers().between(1, 20),
                Arbitraries.integers().between(1, 70), Arbitraries.integers().between(1, 3),
                Arbitraries.of(true, false), Arbitraries.of(true, false), heads.injectNull(0.3)).as(
                        (input, hidden, layers, both, bias, head) -> Architecture.lstm(input, hidden)
                                .withLayers(layers).withBidirectional(both).withBias(bias).withHead(head));
        return Combinators.combine(sizes, Arbitraries.of(CellType.LSTM, CellType.LSTM, CellType.GRU, CellType.RNN),
                options(), Arbitraries.integers().between(-40, 40)).as(CellFamily::with);
    }

    private static Architecture with(Architecture sizes, CellType cell, CellOptions options, int projection) {
        boolean lstm = cell == CellType.LSTM;
        return sizes
                .withCell(cell, lstm
                        ? options
                        : options.withPeephole(false).withCoupled(false).withLayerNorm(false)
                                .withLinearBeforeReset(cell != CellType.GRU || sizes.inputSize() % 2 == 0))
                .withProjection(lstm && projection < sizes.hiddenSize() ? Math.max(0, projection) : 0);
    }

    private static Arbitrary<CellOptions> options() {
        Arbitrary<CellOptions> drawn = Combinators
                .combine(functions(), functions(), functions(), Arbitraries.of(true, false),
                        Arbitraries.of(true, false), Arbitraries.of(0f, 0f, 0.5f, 2f))
                .as((gate, candidate, output, peephole, coupled, clip) -> new CellOptions(gate, candidate, output,
                        peephole, coupled, false, true, clip));
        Arbitrary<CellOptions> normalized = drawn
                .map(options -> options.withPeephole(false).withCoupled(false).withClip(0).withLayerNorm(true));
        return Arbitraries.oneOf(Arbitraries.just(CellOptions.DEFAULT), drawn, drawn, normalized);
    }

    /// Functions without bounds are flat: numbers must not explode, since NaN equals NaN.
    private static Arbitrary<Activation> functions() {
        return Arbitraries.of(Activation.Kind.class).map(kind -> switch (kind) {
            case HARD_SIGMOID -> new Activation(kind, 0.3f, 0.4f);
            case AFFINE -> new Activation(kind, -0.4f, 0.2f);
            case SCALED_TANH -> new Activation(kind, -0.7f, 1.3f);
            case ELU, LEAKY_RELU -> new Activation(kind, 0.3f, 0);
            case THRESHOLDED_RELU -> new Activation(kind, 0.1f, 0);
            default -> Activation.of(kind);
        });
    }

    /// A model with drawn weights.
    static Model model(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        float scale = architecture.cellOptions().equals(CellOptions.DEFAULT) ? 0.4f : 0.1f;
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = (float) random.nextGaussian() * scale;
        }
        return new Model(architecture, parameters);
    }

    /// Signed numbers.
    static float[] draw(int length, long seed) {
        Random random = new Random(~seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
