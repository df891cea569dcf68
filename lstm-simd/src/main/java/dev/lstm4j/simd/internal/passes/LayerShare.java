package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.threads.Workers;

/// A thread's share of a layer: either rows of the batch, in proportion to the speed of the thread
/// ([Workers#partBefore]), or blocks of units, in equal parts ([Strategy#byUnits]). Each thread has its own object,
/// which is reused for every run, so that a run allocates nothing.
public final class LayerShare {
    private final Workers workers;
    private int member;
    private int members;
    private boolean byUnits;
    private int fromRow;
    private int toRow;
    private int fromBlock;
    private int toBlock;

    /// Creates an empty share.
    ///
    /// @param workers the threads
    public LayerShare(Workers workers) {
        this.workers = workers;
    }

    /// Sets the share of a thread.
    ///
    /// @param shape the layer
    /// @param sequences the batch
    /// @param thread the number of the thread, from 0
    /// @param threads the number of threads that divide the layer
    public void set(LayerShape shape, Sequences sequences, int thread, int threads) {
        member = thread;
        members = threads;
        byUnits = Strategy.byUnits(shape, threads);
        fromRow = byUnits ? 0 : sequences.rowsBefore(workers.partBefore(thread, threads), threads);
        toRow = byUnits ? sequences.batch() : sequences.rowsBefore(workers.partBefore(thread + 1, threads), threads);
        fromBlock = from(shape.blocks());
        toBlock = to(shape.blocks());
    }

    /// Whether the threads divide the units instead of the rows.
    ///
    /// @return true if they must synchronize at every step
    public boolean byUnits() {
        return byUnits;
    }

    /// Whether the share is empty.
    ///
    /// @return true if it has no rows
    public boolean isEmpty() {
        return fromRow == toRow;
    }

    /// The number of rows of the share at one step.
    ///
    /// @param active the number of rows of the batch that have not ended before this step
    /// @return at least 0
    public int rows(int active) {
        return Math.max(0, Math.min(active, toRow) - fromRow);
    }

    /// The first item of the share, for panels or other items that the threads divide within a step.
    ///
    /// @param items the number of items
    /// @return 0 if the threads divide the rows
    public int from(int items) {
        return byUnits ? Workers.share(items, member, members) : 0;
    }

    /// The end of the share of such items (exclusive).
    ///
    /// @param items the number of items
    /// @return the number of items if the threads divide the rows
    public int to(int items) {
        return byUnits ? Workers.share(items, member + 1, members) : items;
    }

    /// The number of the thread.
    ///
    /// @return from 0
    public int member() {
        return member;
    }

    /// The number of threads that divide the layer.
    ///
    /// @return at least 1
    public int members() {
        return members;
    }

    /// The first row of the share.
    ///
    /// @return its index in the batch
    public int fromRow() {
        return fromRow;
    }

    /// The end of the rows (exclusive).
    ///
    /// @return an index in the batch
    public int toRow() {
        return toRow;
    }

    /// The first block of units of the share.
    ///
    /// @return its index in the layer
    public int fromBlock() {
        return fromBlock;
    }

    /// The end of the blocks of units (exclusive).
    ///
    /// @return an index in the layer
    public int toBlock() {
        return toBlock;
    }
}
