import dev.lstm4j.cell.CellProvider;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;

/// Contracts and values of LSTM4J: what a cell, a set of kernels, a loss and an optimizer are, how an architecture
/// lays its parameters out, and what a model file holds. Depends on nothing.
@org.jspecify.annotations.NullMarked
module dev.lstm4j {
    requires static transitive org.jspecify;

    exports dev.lstm4j;
    exports dev.lstm4j.cell;
    exports dev.lstm4j.engine;
    exports dev.lstm4j.init;

    uses CellProvider;

    // On the class path: META-INF/services/dev.lstm4j.cell.CellProvider, which names the same classes.
    provides CellProvider with
        Lstm.Provider,
        Gru.Provider,
        Rnn.Provider;
}
