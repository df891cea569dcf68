/// Formats results: [ResultTable] and [TextTable] for people, [ResultJson] for programs.
package dev.lstm4j.cli.report;
