package dev.lstm4j.simd.internal.threads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Refuses a second thread in an object that serves one at a time, because its results would be wrong. Any thread may
/// call, one after the other. Costs one compare-and-set a call, and allocates nothing:
///
/// ```java
/// guard.enter();
/// try {
///     …
/// } finally {
///     guard.exit();
/// }
/// ```
///
public final class ThreadGuard {
    private static final long NOBODY = 0;
    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(ThreadGuard.class, "owner", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    /// The number of the thread inside: a number, not a reference, needs no barrier of the garbage collector.
    private long owner = NOBODY;

    /// A guard that nobody has entered.
    ///
    /// @param name what it guards, as users know it, such as `session`
    public ThreadGuard(String name) {
        this.name = name;
    }

    /// Begins a call.
    ///
    /// @throws IllegalStateException if another call has not ended
    public void enter() {
        if (!OWNER.compareAndSet(this, NOBODY, Thread.currentThread().threadId())) {
            throw misused();
        }
    }

    /// Ends a call that [#enter] let in.
    public void exit() {
        OWNER.setRelease(this, NOBODY);
    }

    private IllegalStateException misused() {
        long inside = (long) OWNER.getAcquire(this);
        Thread caller = Thread.currentThread();
        return new IllegalStateException(name + ": expected one thread at a time, found a call by thread '"
                + caller.getName() + "' while " + (inside == caller.threadId()
                        ? "another call of the same thread is in it; do not call it from its own callbacks"
                        : "thread " + nameOf(inside) + " is in it; take one " + name + " per thread"));
    }

    private static String nameOf(long id) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.threadId() == id)
                .map(thread -> "'" + thread.getName() + "'").findFirst().orElse("" + id);
    }
}
