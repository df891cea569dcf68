package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.threads.Workers;

/// A thread's share of a layer: rows of the batch, more of them for a thread whose core was faster so far
/// ([Workers#shareBySpeed]), or equally many blocks of units ([Strategy#byUnits]). Each thread has its own object,
/// which is set again for each run, so that a run allocates nothing.
public final class LayerShare {
    private final Workers workers;
    private int member;
    private int members;
    private boolean byUnits;
    private int fromRow;
    private int toRow;
    private int fromBlock;
    private int toBlock;

    /// An empty share.
    ///
    /// @param workers the threads
    public LayerShare(Workers workers) {
        this.workers = workers;
    }

    /// Sets the share of a thread.
    ///
    /// @param shape the layer
    /// @param sequences the batch
    /// @param thread its number, from 0
    /// @param threads the number of threads that share the layer
    public void set(LayerShape shape, Sequences sequences, int thread, int threads) {
        member = thread;
        members = threads;
        byUnits = Strategy.byUnits(shape, threads);
        fromRow = byUnits ? 0 : sequences.rowsBefore(workers.partBefore(thread, threads), threads);
        toRow = byUnits ? sequences.batch() : sequences.rowsBefore(workers.partBefore(thread + 1, threads), threads);
        fromBlock = from(shape.blocks());
        toBlock = to(shape.blocks());
    }

    /// Whether threads share the units and not the rows.
    ///
    /// @return true if they must meet within a step
    public boolean byUnits() {
        return byUnits;
    }

    /// Whether the thread has nothing to do.
    ///
    /// @return true if it has no rows
    public boolean isEmpty() {
        return fromRow == toRow;
    }

    /// The number of its rows at a time.
    ///
    /// @param active the number of rows of the batch that have not ended by then
    /// @return at least 0
    public int rows(int active) {
        return Math.max(0, Math.min(active, toRow) - fromRow);
    }

    /// The first item of its share of panels, or of any other items that threads share within a step.
    ///
    /// @param items their number
    /// @return 0 if threads share the rows
    public int from(int items) {
        return byUnits ? Workers.share(items, member, members) : 0;
    }

    /// The end of its share of items.
    ///
    /// @param items their number
    /// @return all of them if threads share the rows
    public int to(int items) {
        return byUnits ? Workers.share(items, member + 1, members) : items;
    }

    /// The number of the thread.
    ///
    /// @return from 0
    public int member() {
        return member;
    }

    /// The number of threads that share the layer.
    ///
    /// @return at least 1
    public int members() {
        return members;
    }

    /// Its first row.
    ///
    /// @return in the batch
    public int fromRow() {
        return fromRow;
    }

    /// The end of its rows.
    ///
    /// @return in the batch
    public int toRow() {
        return toRow;
    }

    /// Its first block of units.
    ///
    /// @return in the layer
    public int fromBlock() {
        return fromBlock;
    }

    /// The end of its blocks of units.
    ///
    /// @return in the layer
    public int toBlock() {
        return toBlock;
    }
}
