/// Compares JMH results. Start at [CompareMain], which turns the result files of two commits, or the vector and scalar
/// cases of one commit, into a Markdown table and an exit code. Ratios are taken within one run, with an interval over
/// the forks.
package dev.lstm4j.benchmarks.compare;
