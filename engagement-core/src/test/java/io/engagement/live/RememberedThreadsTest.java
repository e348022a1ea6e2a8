package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Initiator;
import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is remembered of ids and conversations, linked or in the index. */
class RememberedThreadsTest {
    private static final long HORIZON = 1000;
    private static final int CUSTOMER = Kinds.number(Initiator.CUSTOMER);
    private static final int COMPANY = Kinds.number(Initiator.COMPANY);

    private final KeyedHash hash = KeyedHash.random();
    private final Rows rows = new Rows(StateLayout.of(List.of(Measure.count(Filter.all()))), hash);
    private final RememberedThreads threads = new RememberedThreads(HORIZON, rows);

    private int customer(String id) {
        return rows.add(id, hash.of(id));
    }

    private void putOne(long key, long time, int row, int initiator) {
        threads.reserveOne(time);
        threads.putOne(key, time, row, initiator);
    }

    private void put(long key, long time, int row, int initiator) {
        threads.reserve(time, row, 1);
        threads.put(key, time, row, initiator);
    }

    @Test
    void eachIsFoundHoweverManyOfACustomerThereAre() {
        int one = customer("one");
        int other = customer("other");
        for (int i = 1; i <= 5 * RememberedThreads.MANY; i++) {
            putOne(i, i, one, i % 2);
            if (i % 3 == 0) {
                putOne(10_000 + i, i, other, COMPANY);
            }
        }
        for (int i = 1; i <= 5 * RememberedThreads.MANY; i++) {
            assertThat(threads.get(i, i, one)).isEqualTo(i % 2);
            assertThat(threads.get(i, i - 1, one)).isEqualTo(RememberedThreads.NOTHING);
            assertThat(threads.get(10_000 + i, i, other)).isEqualTo(i % 3 == 0 ? COMPANY : RememberedThreads.NOTHING);
        }
    }

    @Test
    void ofAnIdThatCameAgainTheLastCounts() {
        int row = customer("one");
        putOne(7, 1, row, CUSTOMER);
        put(7, 2, row, COMPANY);
        assertThat(threads.get(7, 5, row)).isEqualTo(COMPANY);
        putOne(7, 3, row, CUSTOMER);
        assertThat(threads.get(7, 5, row)).isEqualTo(CUSTOMER);
        put(7, 4, row, COMPANY);
        assertThat(threads.get(7, 5, row)).isEqualTo(COMPANY);
    }

    @Test
    void ofManyThatGoIntoTheIndexTheLastOfAnIdCounts() {
        int row = customer("one");
        put(5, 1, row, COMPANY);
        putOne(7, 2, row, COMPANY);
        for (int i = 1; i <= 2 * RememberedThreads.MANY; i++) {
            putOne(100 + i, 3, row, COMPANY);
        }
        putOne(5, 4, row, CUSTOMER);
        putOne(7, 5, row, CUSTOMER);
        put(101, 6, row, CUSTOMER);
        put(1, 7, row, CUSTOMER);
        for (long key : List.of(5L, 7L, 101L)) {
            assertThat(threads.get(key, 7, row)).isEqualTo(CUSTOMER);
        }
        assertThat(threads.get(102, 7, row)).isEqualTo(COMPANY);
    }

    @Test
    void aCustomerOfManyIsLookedUpInTheIndex() {
        int row = customer("one");
        for (int i = 1; i <= 2 * RememberedThreads.MANY; i++) {
            putOne(i, i, row, COMPANY);
        }
        long linked = rows.remembered(row);
        threads.reserve(3 * RememberedThreads.MANY, row, 1);
        assertThat(rows.remembered(row)).isNotEqualTo(linked).isLessThan(1 << Byte.SIZE);
        assertThat(threads.get(1, 1, row)).isEqualTo(COMPANY);
    }

    @Test
    void whatRestedForTwoHorizonsIsForgotten() {
        int row = customer("one");
        putOne(7, 0, row, CUSTOMER);
        putOne(8, HORIZON, row, COMPANY);
        assertThat(threads.get(7, HORIZON, row)).isEqualTo(CUSTOMER);
        putOne(9, 2 * HORIZON, row, COMPANY);
        assertThat(threads.get(7, 2 * HORIZON, row)).isEqualTo(RememberedThreads.NOTHING);
        assertThat(threads.get(8, 2 * HORIZON, row)).isEqualTo(COMPANY);
    }

    @Test
    void ofAForgottenCustomerNothingIsWritten() throws IOException {
        int row = customer("one");
        int kept = customer("kept");
        for (int i = 1; i <= 2 * RememberedThreads.MANY; i++) {
            putOne(i, i, row, CUSTOMER);
            put(10_000 + i, i, row, CUSTOMER);
        }
        putOne(99_999, 1, kept, COMPANY);
        threads.forget(row);
        assertThat(threads.get(1, 10_000, row)).isEqualTo(RememberedThreads.NOTHING);
        assertThat(threads.get(10_001, 10_000, row)).isEqualTo(RememberedThreads.NOTHING);
        assertThat(threads.get(99_999, 10_000, kept)).isEqualTo(COMPANY);
        assertThat(written()).isEqualTo(Long.BYTES + 2 * Integer.BYTES + 2 * Long.BYTES + Integer.BYTES + 1);
    }

    @Test
    void ofTwoOfOneIdOneIsWritten() throws IOException {
        int row = customer("one");
        putOne(7, 1, row, CUSTOMER);
        putOne(7, 2, row, COMPANY);
        assertThat(written()).isEqualTo(Long.BYTES + 2 * Integer.BYTES + 2 * Long.BYTES + Integer.BYTES + 1);
    }

    private int written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        threads.write(new DataOutputStream(bytes), row -> row);
        return bytes.size();
    }

    /** A map that knows all of the last one or two horizons, in whatever way they are kept. */
    @Test
    void itSaysWhatAMapSays() {
        SplittableRandom random = new SplittableRandom(20261129);
        int[] customers = {customer("a"), customer("b"), customer("c")};
        Map<Long, int[]> known = new HashMap<>();
        for (int step = 1; step <= 20_000; step++) {
            int row = customers[random.nextInt(1 + random.nextInt(3))];
            long key = 1 + row * 1000L + random.nextInt(400);
            int initiator = random.nextInt(2);
            int time = step / 40;
            if (random.nextInt(step % 2000 < 1000 ? 4 : 200) == 0) {
                put(key, time, row, initiator);
            } else {
                putOne(key, time, row, initiator);
            }
            known.put(key, new int[] {time, initiator});
            long asked = 1 + row * 1000L + random.nextInt(400);
            int[] there = known.get(asked);
            assertThat(threads.get(asked, time, row)).isEqualTo(there == null ? RememberedThreads.NOTHING : there[1]);
        }
    }
}
