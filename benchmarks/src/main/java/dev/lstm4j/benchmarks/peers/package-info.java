/// LSTM4J beside its peers on one machine in one run. Enter at [CompareWithPeers], which starts processes in rotation:
/// [ForkMain] for engines in Java ([Engine], here [Lstm4jEngine]; libtorch, ONNX Runtime and Deeplearning4j are modules of
/// their own under `benchmarks/peers`, which only the Maven profile `peers` builds), and `benchmarks/peers/peers.py` for the
/// Python wheels. All speak lines of JSON ([Measurement]), from which [Results], [Report] and [SpeedChart] are made.
package dev.lstm4j.benchmarks.peers;
