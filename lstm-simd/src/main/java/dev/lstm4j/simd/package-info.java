/// Runs networks forward. Enter at [Network]: made once from a [dev.lstm4j.Model], then shared; each thread takes a
/// session of its own, an [InferenceSession] for batches or a [StreamingSession] for one step at a time, whose outputs
/// a [RecursiveForecast] feeds back. [dev.lstm4j.States] carries states in and out. An [Engine] says what computes: the
/// kernels (the Vector API or plain Java, which [KernelSelection] chooses once for the process) and the number
/// of threads.
package dev.lstm4j.simd;
