/// Prints what was computed: [ResultTable] and [TextTable] for people, [ResultJson] for programs.
package dev.lstm4j.cli.report;
