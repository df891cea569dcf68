/// Formats the measurements of `lstm bench`: [BenchTable] for people, [BenchJson] for programs.
package dev.lstm4j.cli.bench;
