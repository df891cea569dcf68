/// Measures the engine in the current process. [Shape] lists the sizes that `lstm bench`, the JMH benchmarks and the
/// comparison with other engines share. [Bench] measures a [Workload] and returns a [Measurement].
package dev.lstm4j.bench;
