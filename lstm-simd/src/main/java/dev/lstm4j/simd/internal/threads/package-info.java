/// The threads of a session. Start with [Workers].
package dev.lstm4j.simd.internal.threads;
