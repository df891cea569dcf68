/// Trains networks: backpropagation through time, losses, optimizers, windows over series, the trainer.
@org.jspecify.annotations.NullMarked
module dev.lstm4j.training {
    requires transitive dev.lstm4j;
    requires transitive dev.lstm4j.simd;
    requires static transitive org.jspecify;

    exports dev.lstm4j.training;
    exports dev.lstm4j.training.data;
    exports dev.lstm4j.training.losses;
    exports dev.lstm4j.training.metrics;
    exports dev.lstm4j.training.optimizers;
    exports dev.lstm4j.training.schedules;
}
