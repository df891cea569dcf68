package dev.lstm4j.cell;

/// A function that a cell applies to each element of a gate, a candidate or a cell state: those of the ONNX operators
/// LSTM, GRU and RNN.
///
/// @param kind which function
/// @param alpha α, if the kind has one; else 0
/// @param beta β, if the kind has one; else 0
public record Activation(Kind kind, float alpha, float beta) {

    /// The functions, under ONNX's names.
    public enum Kind {
        /// `1 / (1 + e⁻ˣ)`.
        SIGMOID("Sigmoid"),
        /// `tanh x`.
        TANH("Tanh"),
        /// `max(0, x)`.
        RELU("Relu"),
        /// `max(0, min(1, αx + β))`.
        HARD_SIGMOID("HardSigmoid"),
        /// `x / (1 + |x|)`.
        SOFTSIGN("Softsign"),
        /// `αx + β`.
        AFFINE("Affine"),
        /// `α·tanh(βx)`.
        SCALED_TANH("ScaledTanh"),
        /// `x` if x ≥ 0, else `α(eˣ - 1)`.
        ELU("Elu"),
        /// `x` if x ≥ 0, else `αx`.
        LEAKY_RELU("LeakyRelu"),
        /// `x` if x > α, else 0.
        THRESHOLDED_RELU("ThresholdedRelu"),
        /// `ln(1 + eˣ)`.
        SOFTPLUS("Softplus");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// The name in files.
        ///
        /// @return ONNX's name
        public String label() {
            return label;
        }

        /// Finds a function by its name.
        ///
        /// @param label ONNX's name, in any case
        /// @return the kind
        /// @throws IllegalArgumentException if no function has that name
        public static Kind of(String label) {
            for (Kind kind : values()) {
                if (kind.label.equalsIgnoreCase(label)) {
                    return kind;
                }
            }
            StringBuilder names = new StringBuilder();
            for (Kind kind : values()) {
                names.append(names.isEmpty() ? "" : ", ").append(kind.label);
            }
            throw new IllegalArgumentException("activation: expected one of " + names + ", found '" + label + "'");
        }
    }

    /// The logistic function.
    public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0, 0);
    /// The hyperbolic tangent.
    public static final Activation TANH = new Activation(Kind.TANH, 0, 0);
    /// The rectifier.
    public static final Activation RELU = new Activation(Kind.RELU, 0, 0);

    /// Checks α and β.
    ///
    /// @throws IllegalArgumentException if one is not finite, or the function is not monotonic with this α: its gradient
    ///         is computed from its value
    public Activation {
        if (!Float.isFinite(alpha) || !Float.isFinite(beta)) {
            throw new IllegalArgumentException(
                    kind.label() + ": expected a finite alpha and beta, found " + alpha + " and " + beta);
        }
        boolean positive = kind == Kind.ELU || kind == Kind.LEAKY_RELU || kind == Kind.THRESHOLDED_RELU;
        if (positive && alpha < 0) {
            throw new IllegalArgumentException(kind.label() + ": expected an alpha of at least 0, found " + alpha);
        }
        if (kind == Kind.SCALED_TANH && alpha == 0) {
            throw new IllegalArgumentException(kind.label() + ": expected an alpha other than 0, found 0");
        }
    }

    /// A function with ONNX's default α and β.
    ///
    /// @param kind which function
    /// @return the function
    public static Activation of(Kind kind) {
        return switch (kind) {
            case HARD_SIGMOID -> new Activation(kind, 0.2f, 0.5f);
            case AFFINE, SCALED_TANH, ELU, THRESHOLDED_RELU ->
                new Activation(kind, 1f, kind == Kind.SCALED_TANH ? 1f : 0f);
            case LEAKY_RELU -> new Activation(kind, 0.01f, 0f);
            case SIGMOID, TANH, RELU, SOFTSIGN, SOFTPLUS -> new Activation(kind, 0f, 0f);
        };
    }

    /// The settings that describe this function in a file.
    CellSettings settings() {
        return CellSettings.none().with("function", kind.label()).with("alpha", alpha).with("beta", beta);
    }

    /// Reads a function from the settings that [#settings()] wrote.
    static Activation of(CellSettings settings) {
        return new Activation(Kind.of(settings.text("function")), settings.number("alpha"), settings.number("beta"));
    }
}
