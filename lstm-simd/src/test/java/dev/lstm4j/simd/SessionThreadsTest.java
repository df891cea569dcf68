package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Threads end with their session, and a session rejects a second call while another thread's call is running.
class SessionThreadsTest {
    private static final int BATCH = 64;
    private static final int TIME = 20;

    private final Model model = DrawnModels.model(Architecture.lstm(8, 32).withHead(Head.lastStep(2)), 1);

    private static Set<Thread> workers() {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 100];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count).filter(thread -> thread.getName().matches("lstm4j-\\d+"))
                .collect(Collectors.toSet());
    }

    private static boolean waitFor(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            System.gc();
            Thread.sleep(50);
        }
        return condition.getAsBoolean();
    }

    @Test
    void threadsOfUnclosedSessionsEndAfterGarbageCollection() throws InterruptedException {
        Set<Thread> before = workers();
        int started = abandonSessions(20);
        assertThat(started).as("threads that the sessions started").isGreaterThanOrEqualTo(20);
        assertThat(waitFor(() -> before.containsAll(workers()))).as("threads end after garbage collection").isTrue();
    }

    private int abandonSessions(int sessions) {
        Set<Thread> before = workers();
        Network network = Network.of(model, Engine.auto().withThreads(2));
        float[] x = new float[BATCH * TIME * 8];
        float[] y = new float[BATCH * 2];
        List<InferenceSession> held = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            held.add(network.session(BATCH, TIME));
            held.getLast().forward(x, BATCH, y);
        }
        Set<Thread> after = workers();
        after.removeAll(before);
        held.getFirst().forward(x, BATCH, y);
        return after.size();
    }

    @Test
    void aSessionInUseKeepsItsThreads() throws InterruptedException {
        try (InferenceSession session = Network.of(model, Engine.auto().withThreads(2)).session(BATCH, TIME)) {
            float[] x = new float[BATCH * TIME * 8];
            float[] y = new float[BATCH * 2];
            for (int i = 0; i < 5; i++) {
                session.forward(x, BATCH, y);
                System.gc();
                Thread.sleep(20);
            }
        }
    }

    @Test
    @Timeout(60)
    void aConcurrentCallIsRejected() throws InterruptedException {
        Architecture feeding = Architecture.lstm(2, 4).withHead(Head.lastStep(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (RecursiveForecast forecast = new RecursiveForecast(Network.of(DrawnModels.model(feeding, 1)), (_, _) -> {
            inside.countDown();
            awaitQuietly(leave);
        })) {
            forecast.warmUp(new float[2], 1);
            Thread first = new Thread(() -> forecast.forecast(2, new float[2]), "first");
            first.start();
            inside.await();
            assertThatThrownBy(() -> forecast.forecast(1, new float[1])).isInstanceOf(IllegalStateException.class)
                    .hasMessage("forecast: expected one thread at a time, found a call by thread '"
                            + Thread.currentThread().getName()
                            + "' while thread 'first' is in it; use one forecast per thread");
            leave.countDown();
            first.join();
            forecast.forecast(1, new float[1]);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSharedSessionRejectsACallOrComputesItCorrectly() throws InterruptedException {
        assertShared(Network.of(model).session(1, TIME), Network.of(model).session(1, TIME));
    }

    private static void assertShared(InferenceSession shared, InferenceSession own) throws InterruptedException {
        float[] x = DrawnModels.draw(TIME * 8, 2);
        float[] expected = new float[2];
        own.forward(x, 1, expected);
        int[] rejected = new int[2];
        int[] wrong = new int[2];
        Thread[] threads = new Thread[2];
        for (int i = 0; i < threads.length; i++) {
            int number = i;
            threads[i] = new Thread(() -> {
                float[] y = new float[2];
                for (int call = 0; call < 20_000; call++) {
                    try {
                        shared.forward(x, 1, y);
                        wrong[number] += Arrays.equals(y, expected) ? 0 : 1;
                    } catch (IllegalStateException e) {
                        assertThat(e).hasMessageStartingWith("session: expected one thread at a time");
                        rejected[number]++;
                    }
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).containsOnly(0);
        assertThat(rejected[0] + rejected[1]).isPositive();
    }

    @Test
    void aSessionIsUsableAfterAFailedCall() {
        Architecture tokens = Architecture.lstm(3, 4).withEmbedding(5);
        try (StreamingSession session = Network.of(DrawnModels.model(tokens, 1)).stream()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> session.step(new float[]{7}, new float[4]))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected tokens");
            }
            session.step(new float[]{4}, new float[4]);
        }
    }

    @Test
    void toStringDescribesNetworksAndSessions() {
        Network network = Network.of(model);
        assertThat(network.toString()).startsWith("Network[Architecture[").contains("1 thread]");
        assertThat(network.session(3, 4))
                .hasToString("InferenceSession[up to 3 sequences of 4 steps, 8 inputs, 2 outputs]");
        assertThat(network.tracingSession(3, 4).toString()).endsWith(", traced]");
        assertThat(network.stream()).hasToString("StreamingSession[8 inputs, 2 outputs]");
    }
}
