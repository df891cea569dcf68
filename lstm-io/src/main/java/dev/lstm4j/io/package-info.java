/// Reading and writing model files. Start with [ModelFile]: `save`, `load`, and `loadWeights` for a `state_dict` from
/// PyTorch, with [LoadOptions].
///
/// Not public: [ModelMetadata], with [ArchitectureJson], [TaskJson] and [ProfileJson], is what LSTM4J writes to
/// `__metadata__`; [Checksum] protects it and the weights; [WeightReader] reads parameters, and [StateDict] finds them
/// in the files of other programs. The file format is implemented in `dev.lstm4j.io.safetensors`.
package dev.lstm4j.io;
