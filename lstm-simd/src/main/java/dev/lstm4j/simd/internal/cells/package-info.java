/// The cells that LSTM4J ships. Enter at [Cells].
package dev.lstm4j.simd.internal.cells;
