/// The threads of a session. Enter at [Workers].
package dev.lstm4j.simd.internal.threads;
