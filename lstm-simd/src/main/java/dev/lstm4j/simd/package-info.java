/// Runs networks forward. Enter at [Network]: made once from a [dev.lstm4j.Model], then shared; each thread takes a session
/// of its own, an [InferenceSession] for batches or a [StreamingSession] for one step at a time, whose answers a
/// [RecursiveForecast] feeds back. [KernelSelection] chooses between the Vector API and plain Java once for the process.
package dev.lstm4j.simd;
