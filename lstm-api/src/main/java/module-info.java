/// Contracts and values of LSTM4J: what a cell, a set of kernels, a loss and an optimizer are, how an architecture
/// lays its parameters out, and what a model file holds. Depends on nothing.
@org.jspecify.annotations.NullMarked
module dev.lstm4j {
    requires static transitive org.jspecify;

    exports dev.lstm4j;
    exports dev.lstm4j.cell;
    exports dev.lstm4j.engine;
    exports dev.lstm4j.init;
}
