package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of a log. */
class InteractionLogConsistencyTest {
    @Provide
    Arbitrary<List<Interaction>> interactions() {
        return InteractionArbitraries.interactions();
    }

    @Property(seed = "11", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfArrivalNeverMatters(@ForAll("interactions") List<Interaction> rows, @ForAll int seed) {
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        InteractionLog first = log(rows);
        InteractionLog second = log(shuffled);
        assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
        assertThat(all(second)).isEqualTo(all(first));
        assertThat(second.loadReport()).isEqualTo(first.loadReport());
    }

    @Property(seed = "12", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingIsLost(@ForAll("interactions") List<Interaction> rows) {
        InteractionLog log = log(rows);
        assertThat(log.size()).isEqualTo(rows.size());
        assertThat(all(log).stream().map(i -> i.withKind(i.kind().asGiven())))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Property(seed = "13", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void partsMergedAreTheWhole(@ForAll("interactions") List<Interaction> rows, @ForAll @IntRange(max = 40) int cut) {
        int at = Math.min(cut, rows.size());
        InteractionLog head = log(rows.subList(0, at));
        InteractionLog tail = log(rows.subList(at, rows.size()));
        assertThat(head.merge(tail)).isEqualTo(log(rows));
        assertThat(tail.merge(head)).isEqualTo(log(rows));
    }

    @Property(seed = "14", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergingALogWithItselfDropsWhatHasAnId(@ForAll("interactions") List<Interaction> rows) {
        long withoutId = rows.stream().filter(i -> i.id().isEmpty()).count();
        InteractionLog doubled = log(rows).merge(log(rows));
        assertThat(doubled.size()).isEqualTo(rows.size() + (int) withoutId);
        assertThat(doubled.loadReport().duplicates()).isEqualTo(rows.size() - withoutId);
    }

    @Property(seed = "15", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aForgottenCustomerWasNeverThere(@ForAll("interactions") List<Interaction> rows) {
        List<Interaction> others =
                rows.stream().filter(i -> !i.customerId().equals("a")).toList();
        assertThat(log(rows).without("a")).isEqualTo(log(others));
        assertThat(log(rows).without("nobody")).isEqualTo(log(rows));
    }

    @Property(seed = "16", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aViewSeesExactlyWhatIsNotLater(
            @ForAll("interactions") List<Interaction> rows, @ForAll @IntRange(max = 400) int k) {
        Instant asOf = InteractionArbitraries.START.plusSeconds(k * 37L * 60);
        LogView view = log(rows).asOf(asOf);
        long seen = rows.stream().filter(i -> !i.at().isAfter(asOf)).count();
        assertThat(view.size()).isEqualTo((int) seen);
        assertThat(view.laterInteractions()).isEqualTo(rows.size() - (int) seen);
        assertThat(view.customers()).isEqualTo((int) rows.stream()
                .filter(i -> !i.at().isAfter(asOf))
                .map(Interaction::customerId)
                .distinct()
                .count());
    }

    @Property(seed = "17", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatComesLaterChangesNothingInAView(
            @ForAll("interactions") List<Interaction> rows, @ForAll @IntRange(max = 400) int k) {
        Instant asOf = InteractionArbitraries.START.plusSeconds(k * 37L * 60);
        List<Interaction> past =
                rows.stream().filter(i -> !i.at().isAfter(asOf)).toList();
        assertThat(all(log(rows).asOf(asOf))).isEqualTo(all(log(past).asOf(asOf)));
    }

    @Property(seed = "18", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void historiesAreInOrderOfTimeAndAgreeWithTheirObjectForm(@ForAll("interactions") List<Interaction> rows) {
        LogView view = log(rows).asOf(Instant.MAX);
        for (int row = 0; row < view.customers(); row++) {
            CustomerHistory history = view.history(row);
            assertThat(history.interactions())
                    .isSortedAccordingTo(java.util.Comparator.comparing(Interaction::at))
                    .allMatch(i -> i.customerId().equals(history.customer().id()))
                    .hasSize(history.size());
            List<Interaction> given = history.interactions().stream()
                    .map(i -> i.withKind(i.kind().asGiven()))
                    .toList();
            assertThat(CustomerHistory.of(history.customer(), Instant.MAX, given)
                            .interactions())
                    .isEqualTo(history.interactions());
        }
    }

    private static InteractionLog log(List<Interaction> rows) {
        InteractionLog.Builder builder = InteractionLog.builder();
        rows.forEach(builder::add);
        return builder.build();
    }

    private static List<Interaction> all(InteractionLog log) {
        return all(log.asOf(Instant.MAX));
    }

    private static List<Interaction> all(LogView view) {
        return IntStream.range(0, view.customers())
                .mapToObj(row -> view.history(row).interactions())
                .flatMap(List::stream)
                .toList();
    }
}
