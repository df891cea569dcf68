package dev.lstm4j.simd.internal.threads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Detects concurrent calls of an object that is not thread-safe: a call fails while another one is running, even on
/// the same thread. Different threads may call one after another. A call costs one compare-and-set and allocates
/// nothing:
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
    /// The id of the thread whose call is running. An id, unlike a reference, needs no garbage collector barrier.
    private long owner = NOBODY;

    /// Creates a guard that no thread has entered.
    ///
    /// @param name the user's name for the guarded object, such as `session`
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

    /// Ends a call that [#enter] began.
    public void exit() {
        OWNER.setRelease(this, NOBODY);
    }

    private IllegalStateException misused() {
        long inside = (long) OWNER.getAcquire(this);
        Thread caller = Thread.currentThread();
        return new IllegalStateException(name + ": expected one thread at a time, found a call by thread '"
                + caller.getName() + "' while " + (inside == caller.threadId()
                        ? "another call of the same thread is in it; do not call it from its own callbacks"
                        : "thread " + nameOf(inside) + " is in it; use one " + name + " per thread"));
    }

    private static String nameOf(long id) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.threadId() == id)
                .map(thread -> "'" + thread.getName() + "'").findFirst().orElse("" + id);
    }
}
