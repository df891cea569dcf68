package dev.lstm4j.forecast;

import dev.lstm4j.forecast.evaluation.Evaluation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An evaluation that runs when it is needed, once. Thread-safe.
final class DeferredEvaluation {
    private @Nullable Supplier<Evaluation> work;
    private @Nullable Evaluation result;

    /// @param work the evaluation; it is dropped, with the data that it holds, when it has succeeded
    DeferredEvaluation(Supplier<Evaluation> work) {
        this.work = work;
    }

    synchronized Evaluation get() {
        if (work != null) {
            result = work.get();
            work = null;
        }
        if (result == null) {
            throw new IllegalStateException("evaluation: expected a result, found none");
        }
        return result;
    }
}
