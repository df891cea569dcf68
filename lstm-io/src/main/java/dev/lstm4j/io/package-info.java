/// Model files in and out. Enter at [ModelFile]: `save`, `load`, and `loadWeights` for a `state_dict` from PyTorch.
///
/// [Safetensors] reads and writes the format below it: a [SafetensorsFile] of [Tensor]s, each of a [DType]. Whatever is
/// wrong with a file comes out as a [ModelFileException] with the byte at which it stands.
///
/// Behind them, not public: `SafetensorsReader` opens a file and takes its tensors one by one, `HeaderParser` and
/// `HeaderWriter` know the JSON header, `ModelMetadata` with `ArchitectureJson` and `TaskJson` what LSTM4J writes into
/// it, `Checksum` what must not have changed, and `AtomicFile` how an old file is replaced only by a whole new one.
package dev.lstm4j.io;

import dev.lstm4j.io.safetensors.AtomicFile;
import dev.lstm4j.io.safetensors.DType;
import dev.lstm4j.io.safetensors.HeaderParser;
import dev.lstm4j.io.safetensors.HeaderWriter;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.io.safetensors.Safetensors;
import dev.lstm4j.io.safetensors.SafetensorsFile;
import dev.lstm4j.io.safetensors.SafetensorsReader;
import dev.lstm4j.io.safetensors.Tensor;
