package io.engagement.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FirstResultTest {
    @Test
    void itIsComputedWhenAskedForAndOnce() {
        AtomicInteger asked = new AtomicInteger();
        FirstResult<String> result = new FirstResult<>(() -> "result " + asked.incrementAndGet());
        assertThat(asked).hasValue(0);

        assertThat(result.get()).isEqualTo("result 1");
        assertThat(result.get()).isEqualTo("result 1");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nobodyWaitsForWhoComputesItAndAllHaveTheSame() {
        CyclicBarrier both = new CyclicBarrier(2);
        FirstResult<Object> result = new FirstResult<>(() -> {
            meet(both);
            return new Object();
        });
        CompletableFuture<Object> other = CompletableFuture.supplyAsync(result, task -> new Thread(task).start());

        assertThat(result.get()).isSameAs(other.join());
    }

    /** Passed only where both compute at once. */
    private static void meet(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void aFailureIsNotRemembered() {
        AtomicInteger asked = new AtomicInteger();
        FirstResult<Integer> result = new FirstResult<>(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("cancelled");
            }
            return asked.get();
        });

        assertThatIllegalStateException().isThrownBy(result::get).withMessage("cancelled");
        assertThat(result.get()).isEqualTo(2);
    }
}
