/// Measures the engine in the current process and compares it with the machine's limit. Defines the shapes that all reports
/// use.
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
