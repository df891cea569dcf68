package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Loss;
import dev.lstm4j.Parameters;
import java.util.List;
import java.util.Objects;

/// The architectures of the encoder and decoder of an [EncoderDecoder].
///
/// @param encoder unidirectional, without a head; it may have an embedding and trainable initial states
/// @param decoder unidirectional, with the same layers and states as the encoder, an output for every step, and O = I
/// @param feedback how the decoder turns an output into its next input
public record EncoderDecoderArchitecture(Architecture encoder, Architecture decoder, Feedback feedback) {

    /// Checks that encoder and decoder match.
    ///
    /// @throws IllegalArgumentException if they do not
    public EncoderDecoderArchitecture {
        Objects.requireNonNull(feedback, "feedback: expected VALUES or CLASSES, found null");
        if (encoder.bidirectional() || encoder.head() != null) {
            throw new IllegalArgumentException("encoder: expected one direction and no head, found "
                    + (encoder.bidirectional() ? "two directions" : "head " + encoder.head()));
        }
        if (decoder.bidirectional() || decoder.head() != null && !decoder.head().everyStep()) {
            throw new IllegalArgumentException(
                    "decoder: expected one direction and a head on every step, or none, found "
                            + (decoder.bidirectional() ? "two directions" : "head " + decoder.head()));
        }
        if (decoder.trainableStates() || decoder.numEmbeddings() > 0) {
            throw new IllegalArgumentException("decoder: expected no " + (decoder.trainableStates()
                    ? "trainable states, since it begins with the encoder's, found some"
                    : "embedding, since it reads its own answers, found one; for classes, use Feedback.CLASSES"));
        }
        if (decoder.inputSize() != decoder.outputSize()) {
            throw new IllegalArgumentException("decoder: expected " + decoder.outputSize()
                    + " inputs, as many as outputs, found " + decoder.inputSize());
        }
        if (encoder.numLayers() != decoder.numLayers() || encoder.stateSize() != decoder.stateSize()
                || encoder.hiddenSize() != decoder.hiddenSize()
                || !encoder.cell().states().equals(decoder.cell().states())) {
            throw new IllegalArgumentException("decoder: expected the same states as the encoder, "
                    + states(encoder) + ", found " + states(decoder));
        }
    }

    private static String states(Architecture of) {
        return of.cell().name() + " of " + of.numLayers() + (of.numLayers() == 1 ? " layer of " : " layers of ")
                + of.stateSize() + " hidden"
                + (of.cell().states().isEmpty() ? "" : " and " + of.hiddenSize() + " cell") + " states";
    }

    /// Draws initial parameters.
    ///
    /// @param initializer draws the parameters of both
    /// @param seed of the encoder; the decoder uses seed + 1
    /// @return the encoder's and the decoder's
    public List<Parameters> draw(Initializer initializer, long seed) {
        return List.of(initializer.draw(encoder, seed), initializer.draw(decoder, seed + 1));
    }

    /// The number of target values per step.
    ///
    /// @throws IllegalArgumentException if the loss has another number than the feedback
    int requireLoss(Loss loss) {
        int size = decoder.outputSize();
        int targetSize = feedback.targetSize(size);
        if (loss.targetSize(size) != targetSize) {
            throw new IllegalArgumentException("loss: expected " + targetSize + " targets per step for feedback "
                    + feedback + ", found " + loss.targetSize(size));
        }
        return targetSize;
    }
}
