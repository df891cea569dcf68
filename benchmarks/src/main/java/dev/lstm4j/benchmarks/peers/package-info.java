/// Compares LSTM4J with its peers on one machine in one run. Start at [CompareWithPeers], which runs processes in
/// rotation: [ForkMain] for engines in Java and `benchmarks/peers/peers.py` for Python wheels. Each process prints
/// lines of JSON ([Measurement]), from which [Results], [Report] and [SpeedChart] are made.
///
/// Engines in Java implement [Engine]: LSTM4J in this package ([Lstm4jEngine]), and libtorch, ONNX Runtime and
/// Deeplearning4j in modules under `benchmarks/peers`, which only the Maven profile `peers` builds.
package dev.lstm4j.benchmarks.peers;
