/// Recurrent cells. [Cell] declares a cell and [CellFunction] computes its steps; [Lstm], [LayerNormLstm], [Gru] and
/// [Rnn] are built in, one file each. A cell of another module works everywhere; a [CellProvider] lets files and the
/// command line find it ([Cells]).
package dev.lstm4j.cell;
