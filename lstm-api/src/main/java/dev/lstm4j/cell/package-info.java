/// The contract of a recurrent cell. Enter at [Cell].
package dev.lstm4j.cell;
