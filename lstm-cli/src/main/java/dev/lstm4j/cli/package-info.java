/// The commands: `train`, `predict`, `evaluate`, `inspect`, `bench`, `doctor`. Enter at [Main]. A command reads its options and
/// calls, in order, dev.lstm4j.cli.data (files to floats), the engine, and dev.lstm4j.cli.report (errors to tables);
/// `bench` calls dev.lstm4j.bench and shows the result with dev.lstm4j.cli.bench.
/// [Defaults] holds every number that is taken where none is given.
package dev.lstm4j.cli;
