/// Helpers of this module that know nothing about models: strict JSON ([Json], [JsonObject]), strict UTF-8
/// ([Utf8]), little-endian transfer ([LittleEndian]), and text that is safe to print ([Printable]). Not exported.
package dev.lstm4j.io.internal;
