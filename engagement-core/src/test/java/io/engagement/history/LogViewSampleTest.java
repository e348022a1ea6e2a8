package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogViewSampleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ALL = 200;
    /** Customer i has i interactions, a day apart; half of the days are later than the view. */
    private static final LogView VIEW = view();

    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 1; customer <= ALL; customer++) {
            for (int day = 0; day < customer; day++) {
                log.add(Interaction.of(
                        String.format("%03d", customer),
                        START.plusSeconds(86_400L * day),
                        Channel.WEB,
                        Initiator.CUSTOMER,
                        Purpose.PURCHASE));
            }
        }
        return log.build().asOf(START.plusSeconds(86_400L * ALL / 2)).withGiven("number", Map.of("007", 7.0));
    }

    private static List<String> ids(LogView view) {
        return IntStream.range(0, view.customers()).mapToObj(view::customerId).toList();
    }

    @Test
    void aSampleHoldsEachOfItsCustomersWhole() {
        LogView some = VIEW.sample(50, 3);

        assertThat(ids(some)).hasSize(50).doesNotHaveDuplicates().isSorted();
        int size = 0;
        for (int row = 0; row < some.customers(); row++) {
            String id = some.customerId(row);
            int whole = VIEW.row(id).orElseThrow();
            assertThat(some.row(id)).hasValue(row);
            assertThat(some.history(row).interactions())
                    .isEqualTo(VIEW.history(whole).interactions());
            assertThat(some.given("number", row)).isEqualTo(Double.valueOf(VIEW.given("number", whole)));
            size += VIEW.history(whole).size();
        }
        assertThat(some.size()).isEqualTo(size);
        assertThat(some.asOf()).isEqualTo(VIEW.asOf());
        assertThat(some.asOf(START).customers()).isEqualTo(50);
        assertThat(some.laterInteractions())
                .isEqualTo(IntStream.range(0, 50)
                        .map(row -> some.history(row).view().laterInteractions())
                        .sum());
    }

    @Test
    void allHaveTheSameChance() {
        int[] drawn = new int[ALL];
        for (int seed = 0; seed < 2_000; seed++) {
            LogView some = VIEW.sample(20, seed);
            for (int row = 0; row < 20; row++) {
                drawn[VIEW.row(some.customerId(row)).orElseThrow()]++;
            }
        }

        // 200 each, with a standard deviation of 13.4.
        assertThat(Arrays.stream(drawn).boxed()).allMatch(count -> count >= 140 && count <= 260);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(ids(VIEW.sample(50, 3))).isEqualTo(ids(VIEW.sample(50, 3))).isNotEqualTo(ids(VIEW.sample(50, 4)));
    }

    @Test
    void whoAsksForAllGetsTheViewItself() {
        assertThat(VIEW.sample(ALL, 1)).isSameAs(VIEW);
        assertThat(VIEW.sample(Integer.MAX_VALUE, 1)).isSameAs(VIEW);
        assertThat(VIEW.sample(0, 1).customers()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VIEW.sample(-1, 1))
                .withMessage("most must not be negative, was -1");
    }
}
