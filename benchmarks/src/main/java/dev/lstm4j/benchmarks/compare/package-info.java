/// Compares JMH results. Start at [CompareMain], which turns the result files of two commits, or the vector and scalar cases
/// of one commit, into a Markdown table and an exit code. Each ratio comes from one run and has an interval over its forks.
package dev.lstm4j.benchmarks.compare;
