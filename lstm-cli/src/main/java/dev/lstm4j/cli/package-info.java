/// The commands: `check`, `train`, `predict`, `evaluate`, `inspect`, `bench`, `doctor`. Enter at [Main]. A command
/// reads its options, calls dev.lstm4j.forecast or dev.lstm4j.bench, and prints the result with dev.lstm4j.cli.report
/// or dev.lstm4j.cli.bench. [Defaults] holds the defaults of options that are the command line's own.
package dev.lstm4j.cli;
