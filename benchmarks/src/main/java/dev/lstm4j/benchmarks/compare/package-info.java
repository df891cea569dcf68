/// Holds measurements against each other. Enter at [CompareMain]: JMH result files of two commits, or the vector and scalar
/// twins of one, become a Markdown table and an exit code. A ratio taken in one run counts, with an interval from the forks.
package dev.lstm4j.benchmarks.compare;
