package dev.lstm4j.forecast.settings;

import java.util.Locale;

/// The network.
///
/// @param cell the name of the recurrent cell, such as `lstm` or `gru`
/// @param hidden units per layer
/// @param layers the number of stacked layers
/// @param bidirectional whether each layer also runs from the last step to the first
/// @param dropout probability of dropout between layers
/// @param start how the initial weights are drawn
public record NetworkSettings(String cell, int hidden, int layers, boolean bidirectional, float dropout,
        StartSettings start) {
    /// One LSTM layer of 32 units.
    public static final NetworkSettings DEFAULT = new NetworkSettings("lstm", 32, 1, false, 0, StartSettings.DEFAULT);

    /// Checks the numbers. The name of the cell is checked when the cell is created.
    ///
    /// @throws ForecastException if one is out of range
    public NetworkSettings {
        cell = cell.toLowerCase(Locale.ROOT);
        Checks.atLeast(Setting.HIDDEN, hidden, 1);
        Checks.atLeast(Setting.LAYERS, layers, 1);
        Checks.probability(Setting.DROPOUT, dropout);
    }
}
