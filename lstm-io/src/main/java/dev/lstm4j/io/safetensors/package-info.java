/// The safetensors format: reads and writes files of named tensors, and refuses damaged ones. Enter at [Safetensors].
package dev.lstm4j.io.safetensors;
