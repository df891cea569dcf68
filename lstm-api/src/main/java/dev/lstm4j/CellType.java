package dev.lstm4j;

/// The kinds of recurrent cell and what each needs to lay its parameters out.
public enum CellType {
    /// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000); equations as
    /// `torch.nn.LSTM`.
    LSTM("lstm", 4),
    /// Gated recurrent unit (Cho et al. 2014), gate order r z n; equations as `torch.nn.GRU`, which are ONNX's with
    /// `linear_before_reset`; [CellOptions#linearBeforeReset()] has the others.
    GRU("gru", 3),
    /// The plain recurrent network (Elman 1990); equations as `torch.nn.RNN`, `relu` by its candidate's function.
    RNN("rnn", 1);

    private final String label;
    private final int gates;

    CellType(String label, int gates) {
        this.label = label;
        this.gates = gates;
    }

    /// The name in files and parameter prefixes.
    ///
    /// @return a lower-case word such as `lstm`
    public String label() {
        return label;
    }

    /// How many blocks of H rows the weights have.
    ///
    /// @return G, the gates (4 for the LSTM, though a coupled one has 3: [Architecture#gates()])
    public int gates() {
        return gates;
    }

    /// Finds a cell by its name.
    ///
    /// @param label a name that [#label()] gives
    /// @return the cell of that name
    /// @throws IllegalArgumentException where no cell has that name
    public static CellType of(String label) {
        for (CellType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("cell: expected lstm, gru or rnn, found '" + label + "'");
    }
}
