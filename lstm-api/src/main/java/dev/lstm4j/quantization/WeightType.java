package dev.lstm4j.quantization;

/// How the weight matrices of a model are stored for inference. Narrower weights make the file smaller, and a
/// streaming step of a large network, which is limited by reading its weights, faster. States, biases and all
/// arithmetic stay float32.
///
/// The parameters of a `Model` are always floats: `Model.withWeights` rounds them to values that the type can
/// represent, and files and networks store these without further loss.
public enum WeightType {
    /// float32: no rounding.
    FLOAT32(4),
    /// bfloat16: the upper 16 bits of a float32, rounded to nearest, ties to even, as PyTorch's
    /// `tensor.to(torch.bfloat16)` does.
    BF16(2),
    /// Integers from -127 to 127, times a scale for each row of the matrix (symmetric quantization). The scale of a row
    /// is its largest magnitude divided by 127, rounded up to 17 significant bits, so that each product is an
    /// exact float.
    INT8(1);

    private final int bytes;

    WeightType(int bytes) {
        this.bytes = bytes;
    }

    /// The size of a weight, without scales.
    ///
    /// @return bytes: 4, 2 or 1
    public int bytes() {
        return bytes;
    }
}
