package dev.lstm4j.testing;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.cell.Activation;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/// Random cells of every kind, and networks with them. Cells with default settings come from the registry
/// ([Cells]), so every property covers a new cell; cells with other settings are created here.
public final class CellFamily {
    private CellFamily() {}

    /// Networks of any size, for properties of the forward pass. Their activation functions have small slopes, so that
    /// values do not overflow to NaN: NaN equals NaN, which would hide errors.
    public static final class Networks implements ArbitrarySupplier<Architecture> {

        /// Creates the supplier.
        public Networks() {}

        @Override
        public Arbitrary<Architecture> get() {
            Arbitrary<Head> heads = Combinators
                    .combine(Arbitraries.integers().between(1, 70), Arbitraries.of(Head.Steps.class)).as(Head::new);
            Arbitrary<Architecture> sizes = Combinators.combine(Arbitraries.integers().between(1, 20),
                    Arbitraries.integers().between(1, 70), Arbitraries.integers().between(1, 3), flags(), flags(),
                    heads.injectNull(0.3)).as(
                            (input, hidden, layers, both, bias, head) -> Architecture.lstm(input, hidden)
                                    .withLayers(layers).withBidirectional(both).withBias(bias).withHead(head));
            return Combinators.combine(sizes, cells(flatFunctions(), Arbitraries.of(0f, 0f, 0.5f, 2f)),
                    Arbitraries.integers().between(-40, 40)).as(CellFamily::with);
        }
    }

    /// Networks with all options, including dropout, tokens and trainable states, for properties of gradients. Sizes
    /// are near multiples of the lanes of each vector width.
    public static final class TrainedNetworks implements ArbitrarySupplier<Architecture> {
        private static final Integer[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33};

        /// Creates the supplier.
        public TrainedNetworks() {}

        @Override
        public Arbitrary<Architecture> get() {
            Arbitrary<Head> heads = Combinators
                    .combine(Arbitraries.of(1, 3, 5, 6, 16, 17), Arbitraries.of(Head.Steps.class)).as(Head::new);
            Arbitrary<Architecture> sizes = Combinators
                    .combine(Arbitraries.of(1, 2, 3, 16, 17), Arbitraries.of(SIZES), Arbitraries.of(1, 1, 2, 3),
                            flags(), flags(), heads.injectNull(0.3), Arbitraries.of(0f, 0.4f))
                    .as((input, hidden, layers, both, bias, head, dropout) -> Architecture.lstm(input, hidden)
                            .withLayers(hidden > 17 ? Math.min(layers, 2) : layers).withBidirectional(both)
                            .withBias(bias).withHead(head).withDropout(dropout));
            Arbitrary<Float> clips = Arbitraries.floats().between(0.3f, 1.5f).injectNull(0.6)
                    .map(clip -> clip == null ? 0 : clip);
            Arbitrary<Architecture> networks = Combinators
                    .combine(sizes, cells(functions(), clips), Arbitraries.of(0, 0, 1, 7, 16)).as(CellFamily::with);
            return Combinators
                    .combine(networks, Arbitraries.of(0f, 0f, 0.4f), flags(), Arbitraries.of(0, 0, 0, 1, 6))
                    .as((network, recurrent, trainable, tokens) -> network.withRecurrentDropout(recurrent)
                            .withTrainableStates(trainable).withEmbedding(tokens));
        }
    }

    private static Architecture with(Architecture sizes, Cell cell, int projection) {
        boolean projects = cell.allowsProjection() && projection < sizes.hiddenSize();
        return sizes.withCell(cell).withProjection(projects ? Math.max(0, projection) : 0);
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
    }

    /// Random cells; a kind with more options is drawn more often.
    ///
    /// @param functions the activation functions of the gates, candidates and outputs
    /// @param clips the limits of the pre-activations; 0 for none
    /// @return the cells
    public static Arbitrary<Cell> cells(Arbitrary<Activation> functions, Arbitrary<Float> clips) {
        Arbitrary<Cell> lstms = Combinators.combine(functions, functions, functions, flags(), flags(), clips)
                .as(Lstm::new);
        Arbitrary<Cell> usualLstms = Combinators.combine(flags(), flags())
                .as((peephole, coupled) -> Lstm.create().withPeephole(peephole).withCoupled(coupled));
        Arbitrary<Cell> normalized = Combinators.combine(functions, functions, functions).as(LayerNormLstm::new);
        Arbitrary<Cell> grus = Combinators.combine(functions, functions, flags(), clips).as(Gru::new);
        Arbitrary<Cell> rnns = Combinators.combine(functions, clips).as(Rnn::new);
        Arbitrary<Cell> registered = Arbitraries.of(List.copyOf(Cells.choices().values()));
        return Arbitraries.oneOf(registered, registered, lstms, lstms, usualLstms, normalized, grus, grus, rnns);
    }

    private static Arbitrary<Activation> flatFunctions() {
        return Arbitraries.of(Activation.Kind.class).map(kind -> switch (kind) {
            case HARD_SIGMOID -> new Activation(kind, 0.3f, 0.4f);
            case AFFINE -> new Activation(kind, -0.4f, 0.2f);
            case SCALED_TANH -> new Activation(kind, -0.7f, 1.3f);
            case ELU, LEAKY_RELU -> new Activation(kind, 0.3f, 0);
            case THRESHOLDED_RELU -> new Activation(kind, 0.1f, 0);
            case SIGMOID, TANH, RELU, SOFTSIGN, SOFTPLUS -> Activation.of(kind);
        });
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
