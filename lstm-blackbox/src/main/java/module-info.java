/// A module as users write it, with its own cell, loss and optimizer. It sees only exported packages.
@org.jspecify.annotations.NullMarked
module dev.lstm4j.blackbox {
    requires dev.lstm4j.io;
    requires transitive dev.lstm4j.training;
    requires static transitive org.jspecify;

    exports dev.lstm4j.blackbox;

    provides dev.lstm4j.cell.CellProvider with dev.lstm4j.blackbox.TwoSpeedCell.Provider;
}
