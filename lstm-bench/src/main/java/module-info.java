/// Measures the engine in this process: the shapes that every report uses, and the machine's limit beside them.
@SuppressWarnings("requires-automatic")
@org.jspecify.annotations.NullMarked
module dev.lstm4j.bench {
    requires transitive dev.lstm4j;
    requires transitive dev.lstm4j.simd;
    requires dev.lstm4j.training;
    requires hipparchus.stat;
    requires static org.jspecify;

    exports dev.lstm4j.bench;
}
