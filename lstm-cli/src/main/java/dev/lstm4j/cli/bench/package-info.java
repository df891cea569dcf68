/// What is measured, and how: [Shape] is the table of sizes that the command line and the benchmarks share; enter at
/// [Bench], which measures in this process, for `lstm bench`. [BenchTable] and [BenchJson] say what came out.
package dev.lstm4j.cli.bench;
