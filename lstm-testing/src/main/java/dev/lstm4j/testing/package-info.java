/// What the tests of several modules draw from. Enter at [CellFamily].
package dev.lstm4j.testing;
