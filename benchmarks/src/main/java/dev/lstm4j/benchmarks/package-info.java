/// One question a class, on both kernel sets, over the shapes of [dev.lstm4j.bench.Shape]: the whole engine
/// ([ForwardBenchmark], [TrainingStepBenchmark], [RaggedBenchmark], [StreamingStepBenchmark], [StreamingLatencyBenchmark])
/// and its parts: products ([GemmBenchmark], [GemvBenchmark], [WeightGradientBenchmark]), element-wise work
/// ([ActivationBenchmark], [CellBenchmark], [OptimizerBenchmark], [ClippingBenchmark]) and files ([ModelFileBenchmark]).
/// Each checks what it computes before it is timed. With `-prof gc` JMH tells what is allocated: about 0 B/op is right
/// everywhere but in files. JMH fills the fields before it calls a benchmark.
@org.jspecify.annotations.NullUnmarked
package dev.lstm4j.benchmarks;
