/// One question a class: how long a forward batch, a training step and a streaming step take, over the shapes of
/// [dev.lstm4j.cli.bench.Shape], on both kernel sets. JMH fills the fields before it calls a benchmark.
@org.jspecify.annotations.NullUnmarked
package dev.lstm4j.benchmarks;
