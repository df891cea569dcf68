package dev.lstm4j.training;

import dev.lstm4j.Activation;
import dev.lstm4j.Architecture;
import dev.lstm4j.CellOptions;
import dev.lstm4j.CellType;
import dev.lstm4j.Head;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/// Every kind of network: cells, their functions and other options, projections, layers, directions, heads, dropout. Sizes
/// stand around multiples of every vector's lanes.
final class CellFamily implements ArbitrarySupplier<Architecture> {
    private static final Integer[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33};

    @Override
    public Arbitrary<Architecture> get() {
        Arbitrary<Head> heads = Combinators
                .combine(Arbitraries.of(1, 3, 5, 6, 16, 17), Arbitraries.of(Head.Steps.class)).as(Head::new);
        Arbitrary<Architecture> sizes = Combinators
                .combine(Arbitraries.of(1, 2, 3, 16, 17), Arbitraries.of(SIZES), Arbitraries.of(1, 1, 2, 3),
                        Arbitraries.of(true, false), Arbitraries.of(true, false), heads.injectNull(0.3),
                        Arbitraries.of(0f, 0.4f))
                .as((input, hidden, layers, both, bias, head, dropout) -> Architecture.lstm(input, hidden)
                        .withLayers(hidden > 17 ? Math.min(layers, 2) : layers).withBidirectional(both).withBias(bias)
                        .withHead(head).withDropout(dropout));
        Arbitrary<Architecture> cells = Combinators
                .combine(sizes, Arbitraries.of(CellType.class), options(), Arbitraries.of(0, 0, 1, 7, 16))
                .as(CellFamily::with);
        return Combinators
                .combine(cells, Arbitraries.of(0f, 0f, 0.4f), Arbitraries.of(true, false),
                        Arbitraries.of(0, 0, 0, 1, 6))
                .as((cell, recurrent, trainable, tokens) -> cell.withRecurrentDropout(recurrent)
                        .withTrainableStates(trainable).withEmbedding(tokens));
    }

    private static Architecture with(Architecture sizes, CellType cell, CellOptions options, int projection) {
        boolean lstm = cell == CellType.LSTM;
        return sizes
                .withCell(cell, lstm
                        ? options
                        : options.withPeephole(false).withCoupled(false).withLayerNorm(false)
                                .withLinearBeforeReset(cell != CellType.GRU || sizes.inputSize() % 2 == 0))
                .withProjection(lstm && projection < sizes.hiddenSize() ? projection : 0);
    }

    /// PyTorch's as often as others, whose parts all change.
    private static Arbitrary<CellOptions> options() {
        Arbitrary<CellOptions> others = Combinators
                .combine(functions(), functions(), functions(), Arbitraries.of(true, false),
                        Arbitraries.of(true, false), Arbitraries.floats().between(0.3f, 1.5f).injectNull(0.6))
                .as((gate, candidate, output, peephole, coupled, clip) -> new CellOptions(gate, candidate, output,
                        peephole, coupled, false, true, clip == null ? 0 : clip));
        Arbitrary<CellOptions> usual = Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((peephole, coupled) -> CellOptions.DEFAULT.withPeephole(peephole).withCoupled(coupled));
        Arbitrary<CellOptions> normalized = Arbitraries.oneOf(Arbitraries.just(CellOptions.DEFAULT), others)
                .map(drawn -> drawn.withPeephole(false).withCoupled(false).withClip(0).withLayerNorm(true));
        return Arbitraries.oneOf(Arbitraries.just(CellOptions.DEFAULT), usual, normalized, others, others, others);
    }

    private static Arbitrary<Activation> functions() {
        return Combinators.combine(Arbitraries.of(Activation.Kind.class), Arbitraries.floats().between(0.2f, 1.2f),
                Arbitraries.floats().between(-0.5f, 0.5f), Arbitraries.of(1, 1, -1)).as(CellFamily::function);
    }

    private static Activation function(Activation.Kind kind, float alpha, float beta, int sign) {
        return switch (kind) {
            case SIGMOID, TANH, RELU, SOFTSIGN, SOFTPLUS -> Activation.of(kind);
            case HARD_SIGMOID -> new Activation(kind, sign * alpha, 0.5f + 0.4f * beta);
            case AFFINE -> new Activation(kind, sign * alpha, beta);
            case SCALED_TANH -> new Activation(kind, sign * alpha, 1 + beta);
            case ELU, LEAKY_RELU -> new Activation(kind, alpha, 0);
            case THRESHOLDED_RELU -> new Activation(kind, 0.3f * alpha, 0);
        };
    }
}
