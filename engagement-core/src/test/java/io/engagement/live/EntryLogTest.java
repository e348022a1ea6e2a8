package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryLogTest {
    private static final int ENTRIES = 5000;

    @Test
    void eachStaysWhereItIsHoweverRoomWasAskedFor() {
        EntryLog log = new EntryLog();
        SplittableRandom random = new SplittableRandom(20261129);
        int asked = 0;
        for (int i = 0; i < ENTRIES; i++) {
            if (asked == 0) {
                asked = random.nextInt(20) == 0 ? 1 + random.nextInt(200) : 1;
                log.reserve(asked);
            }
            assertThat(log.add(i + 1, 2L * i, 3L * i)).isEqualTo(i);
            asked--;
            if (i % 7 == 0) {
                log.remove(i);
            }
        }
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(log.isGone(i)).isEqualTo(i % 7 == 0);
            assertThat(log.hash(i)).isEqualTo(i % 7 == 0 ? 0 : i + 1);
            assertThat(log.word(i, 1)).isEqualTo(i % 7 == 0 ? 0 : 2L * i);
            assertThat(log.word(i, 2)).isEqualTo(i % 7 == 0 ? 0 : 3L * i);
        }
        assertThat(log.size()).isEqualTo(ENTRIES - (ENTRIES + 6) / 7);
    }

    @Test
    void whereMemoryRanOutHalfWayTheNextTryHasAllRoom() {
        for (int fails = 1; fails < 8; fails++) {
            EntryLog log = new EntryLog();
            log.reserve(100);
            int[] left = {fails};
            Thread thread = Thread.currentThread();
            Memory.asked = () -> {
                if (Thread.currentThread() == thread && --left[0] == 0) {
                    throw new OutOfMemoryError("injected");
                }
            };
            try {
                assertThatThrownBy(() -> log.reserve(600)).isInstanceOf(OutOfMemoryError.class);
            } finally {
                Memory.asked = null;
            }
            log.reserve(600);
            for (int i = 0; i < 600; i++) {
                assertThat(log.add(i + 1, 0, 0)).isEqualTo(i);
            }
        }
    }

    @Test
    void nothingOfWhatCameBeforeStandsInWhatIsFree() {
        EntryLog log = new EntryLog();
        for (int i = 0; i < ENTRIES; i++) {
            log.reserve(1);
            log.add(i + 1, i, i);
        }
        for (int free = log.end(); free < log.room(); free++) {
            assertThat(log.hash(free)).isZero();
        }
        assertThat(log.room()).isGreaterThan(log.end());
    }
}
