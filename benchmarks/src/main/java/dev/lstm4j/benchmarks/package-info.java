/// JMH benchmarks. Each class answers one question, with both kernel sets and for the shapes of
/// [dev.lstm4j.bench.Shape].
///
/// - Whole engine:
///   [ForwardBenchmark], [TrainingStepBenchmark], [RaggedBenchmark], [GrowthBenchmark], [StreamingStepBenchmark], [StreamingLatencyBenchmark] (with
///   [InterruptionBenchmark] for the machine's own delays)
/// - Matrix products: [GemmBenchmark], [GemvBenchmark], [WeightGradientBenchmark]
/// - Element-wise work: [ActivationBenchmark], [CellBenchmark], [OptimizerBenchmark], [ClippingBenchmark]
/// - Files: [ModelFileBenchmark]
///
/// Each benchmark checks its results before it is timed. With `-prof gc` JMH reports allocations: everything except
/// files should allocate about 0 B/op. JMH sets the fields before it calls a benchmark.
@org.jspecify.annotations.NullUnmarked
package dev.lstm4j.benchmarks;
