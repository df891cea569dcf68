/// Shows what `lstm bench` measured: [BenchTable] to people, [BenchJson] to programs.
package dev.lstm4j.cli.bench;
