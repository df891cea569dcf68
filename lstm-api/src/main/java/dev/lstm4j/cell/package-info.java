/// Recurrent cells. [Cell] declares a cell and [CellFunction] computes its steps;
/// [Lstm], [LayerNormLstm], [Gru], [Rnn] and [SLstm] are built in, one file each. Cells from other modules can be used
/// everywhere; a [CellProvider] lets files and the command line find them ([Cells]).
package dev.lstm4j.cell;
