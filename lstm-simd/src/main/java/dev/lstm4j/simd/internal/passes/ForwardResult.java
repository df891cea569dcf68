package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.States;

/// The result of a run: a view of the buffers of its [ForwardPass], which the next run overwrites. Only
/// [ForwardPass#run] returns it, so nothing can be read before a run.
public final class ForwardResult {
    private final Answers answers;
    private final StateTransfer states;
    private final boolean kept;
    private boolean finalStates;

    ForwardResult(Answers answers, StateTransfer states, boolean kept) {
        this.answers = answers;
        this.states = states;
        this.kept = kept;
    }

    void set(boolean newFinalStates) {
        finalStates = newFinalStates;
    }

    /// Copies the outputs before the head's output function, as a loss expects them. Those of invalid steps are 0.
    ///
    /// @param to out: `[B, O]`, or `[B, T, O]` without a head or with one on every step
    public void readAnswers(float[] to) {
        answers.read(to);
    }

    /// Copies the predictions: the outputs after the head's output function, such as probabilities.
    ///
    /// @param to out: as for [#readAnswers]
    public void readPredictions(float[] to) {
        answers.readPredictions(to);
    }

    /// Copies the states after each sequence's last valid step; for the reverse direction, after its first valid step.
    ///
    /// @param to out: states of the size of this batch
    /// @throws IllegalStateException if the request was made without final states
    public void readStates(States to) {
        if (!finalStates) {
            throw new IllegalStateException(
                    "states: expected a request with final states, found one without; call withFinalStates");
        }
        states.readEnd(to);
    }

    /// Copies the states after a number of steps.
    ///
    /// @param steps at least 1; for a sequence with fewer valid steps, the states after its last step are copied
    /// @param to out: states of the size of this batch
    /// @throws IllegalStateException if the pass does not keep the states of all steps, or the network is bidirectional
    public void readStatesAfter(int steps, States to) {
        if (!kept) {
            throw new IllegalStateException(
                    "states: expected a pass that keeps the states of all steps, found one that keeps only the last");
        }
        states.readAfter(steps, to);
    }
}
