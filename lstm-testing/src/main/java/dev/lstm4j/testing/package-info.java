/// Random cells and networks for the tests of several modules. Start at [CellFamily].
package dev.lstm4j.testing;
