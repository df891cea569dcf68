/// The command line: trains, forecasts and evaluates on CSV files.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
@org.jspecify.annotations.NullMarked
module dev.lstm4j.cli {
    requires transitive dev.lstm4j;
    requires dev.lstm4j.bench;
    requires dev.lstm4j.forecast;
    requires dev.lstm4j.io;
    requires dev.lstm4j.simd;
    requires dev.lstm4j.training;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires tools.jackson.core;
    requires java.logging;
    requires java.management;
    requires static org.jspecify;

    opens dev.lstm4j.cli to info.picocli;
}
