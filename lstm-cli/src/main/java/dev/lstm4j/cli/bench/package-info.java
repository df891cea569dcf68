/// What is measured, and how: [Shape] is the table of sizes that the command line and the benchmarks share.
package dev.lstm4j.cli.bench;
