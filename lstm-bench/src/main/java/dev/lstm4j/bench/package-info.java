/// Measures the engine in this process. [Shape] lists the sizes that `lstm bench`, the JMH benchmarks and the comparison with
/// other engines share. [Bench] measures a [Workload]; [Measurement] holds the result.
package dev.lstm4j.bench;
