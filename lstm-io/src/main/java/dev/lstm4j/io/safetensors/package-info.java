/// The safetensors format. Start with [Safetensors]: it reads and writes whole files. [SafetensorsReader] reads the
/// header first and then single tensors. A file that is damaged or not safetensors is refused with a
/// [ModelFileException].
///
/// Not public: [HeaderParser] and [HeaderWriter] handle the JSON header, [AtomicFile] replaces a file completely or not
/// at all, [FileKind] recognises other formats, and [Place] is a position in a file, for messages.
package dev.lstm4j.io.safetensors;
