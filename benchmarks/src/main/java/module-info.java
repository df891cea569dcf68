/// JMH benchmarks of the engine, and its comparison with other engines. They run from one jar on the class path; the module
/// descriptor only keeps the dependencies in one direction.
@SuppressWarnings("requires-automatic")
@org.jspecify.annotations.NullMarked
module dev.lstm4j.benchmarks {
    requires dev.lstm4j;
    requires dev.lstm4j.bench;
    requires dev.lstm4j.io;
    requires dev.lstm4j.simd;
    requires dev.lstm4j.training;
    requires de.siegmar.fastcsv;
    requires hipparchus.stat;
    requires info.picocli;
    requires java.desktop;
    requires jmh.core;
    requires tools.jackson.core;
    requires jdk.unsupported;
    requires xchart;
    requires static org.jspecify;

    opens dev.lstm4j.benchmarks.compare to info.picocli;
    opens dev.lstm4j.benchmarks.curves to info.picocli;
    opens dev.lstm4j.benchmarks.peers to info.picocli;
}
