/// Inference. Start with [Network]: it is created once from a [dev.lstm4j.Model] and shared by all threads. Each
/// thread has its own session: an [InferenceSession] for batches, or a [StreamingSession] for one step at a time. A
/// [RecursiveForecast] feeds the outputs of a streaming session back as inputs. [dev.lstm4j.States] holds the states
/// that go in and out. An [Engine] combines the kernels (the Vector API or plain Java, selected once per process by
/// [KernelSelection]) and the number of threads.
package dev.lstm4j.simd;
