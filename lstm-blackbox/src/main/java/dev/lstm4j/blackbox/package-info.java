/// A cell ([TwoSpeedCell]), a loss ([LogCoshLoss]) and an optimizer ([Lion]) of a module of its own.
package dev.lstm4j.blackbox;
