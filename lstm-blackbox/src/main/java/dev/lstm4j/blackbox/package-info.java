/// A cell ([TwoSpeedCell]), a loss ([LogCoshLoss]) and an optimizer ([Lion]) in a separate module.
package dev.lstm4j.blackbox;
