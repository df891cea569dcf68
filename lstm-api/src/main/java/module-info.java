import dev.lstm4j.cell.CellProvider;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.cell.Rnn;
import dev.lstm4j.cell.SLstm;

/// The interfaces and value types of LSTM4J: cells, kernels, losses and optimizers, architectures and the layout of
/// their parameters, and the content of a model file. It has no dependencies at run time.
@org.jspecify.annotations.NullMarked
module dev.lstm4j {
    requires static transitive org.jspecify;

    exports dev.lstm4j;
    exports dev.lstm4j.cell;
    exports dev.lstm4j.engine;
    exports dev.lstm4j.init;
    exports dev.lstm4j.quantization;

    uses CellProvider;

    // On the class path: META-INF/services/dev.lstm4j.cell.CellProvider, which names the same classes.
    provides CellProvider with
        Lstm.Provider,
        Gru.Provider,
        Rnn.Provider,
        SLstm.Provider;
}
