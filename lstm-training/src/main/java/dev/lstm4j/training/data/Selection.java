package dev.lstm4j.training.data;

/// Some examples of another data set, in another order.
///
/// @param all the other data set
/// @param indices the selected examples
record Selection(Dataset all, int[] indices) implements Dataset {

    static Selection of(Dataset all, int[] indices) {
        if (all instanceof SequentialDataset) {
            throw new IllegalArgumentException(
                    "examples: expected a data set that can be read in any order, found " + all);
        }
        return new Selection(all, indices);
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public int time() {
        return all.time();
    }

    @Override
    public boolean hasLengths() {
        return all.hasLengths();
    }

    @Override
    public int length(int index) {
        return all.length(indices[index]);
    }

    @Override
    public boolean hasWeights() {
        return all.hasWeights();
    }

    @Override
    public void copyWeights(int index, float[] weights, int offset) {
        all.copyWeights(indices[index], weights, offset);
    }

    @Override
    public int inputSize() {
        return all.inputSize();
    }

    @Override
    public int targetSize() {
        return all.targetSize();
    }

    @Override
    public void copyInput(int index, float[] x, int offset, int stride) {
        all.copyInput(indices[index], x, offset, stride);
    }

    @Override
    public void copyTarget(int index, float[] y, int offset) {
        all.copyTarget(indices[index], y, offset);
    }

    @Override
    public String toString() {
        return indices.length + " of " + all;
    }
}
