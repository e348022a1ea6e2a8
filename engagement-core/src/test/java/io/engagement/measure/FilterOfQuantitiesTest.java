package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Condition;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Filters that look at more than a kind. */
class FilterOfQuantitiesTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Interaction CALL =
            Interaction.of("c", START, Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT);

    @Test
    void limitsAreNotIncludedAndWhatIsNotKnownDoesNotPass() {
        Filter negative = Filter.below(Quantity.VALUE, 0);
        assertThat(negative.matches(CALL.withValue(-0.01))).isTrue();
        assertThat(negative.matches(CALL.withValue(0))).isFalse();
        assertThat(negative.matches(CALL)).isFalse();
        Filter expensive = Filter.above(Quantity.COST, 10);
        assertThat(expensive.matches(CALL.withCost(10.01))).isTrue();
        assertThat(expensive.matches(CALL.withCost(10))).isFalse();
        assertThat(expensive.matches(CALL)).isFalse();
        assertThat(expensive.negate().matches(CALL)).isTrue();
        assertThat(expensive.negate().and(Filter.known(Quantity.COST)).matches(CALL))
                .isFalse();
    }

    @Test
    void durationsAreGivenWithTheirUnit() {
        Filter lengthy = Filter.longerThan(Duration.ofMinutes(5));
        assertThat(lengthy.matches(CALL.withDuration(Duration.ofMinutes(6)))).isTrue();
        assertThat(lengthy.matches(CALL.withDuration(Duration.ofMinutes(5)))).isFalse();
        assertThat(Filter.shorterThan(Duration.ofMinutes(5)).matches(CALL.withDuration(Duration.ofSeconds(1))))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.above(Quantity.DURATION, 5))
                .withMessageContaining("longerThan");
    }

    @Test
    void durationsAreExactBelowAMillisecondAndHaveNoLongest() {
        Interaction brief = CALL.withDuration(Duration.ofMillis(1));
        assertThat(Filter.shorterThan(Duration.ofNanos(1_500_000)).matches(brief))
                .isTrue();
        assertThat(Filter.shorterThan(Duration.ofSeconds(Long.MAX_VALUE)).matches(brief))
                .isTrue();
    }

    @Test
    void campaignsAreLookedAtAsDepartmentsAre() {
        Filter spring = Filter.campaign("spring", "May");
        assertThat(spring.matches(CALL.withCampaign("spring"))).isTrue();
        assertThat(spring.matches(CALL.withCampaign("autumn"))).isFalse();
        assertThat(spring.matches(CALL)).isFalse();
        assertThat(spring).hasToString("campaign=May|spring");
        assertThat(Filter.read(spring.toText(), Registry.empty())).isEqualTo(spring);
    }

    @Test
    void whatHasNoDepartmentIsNotOfABlankOne() {
        for (String text : List.of("department=\"\"", "campaign=\" \"")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Filter.read(text, Registry.empty()))
                    .withMessageContaining("blank");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.department(""));
    }

    @Test
    void versionsAreWholeNumbers() {
        Registry registry = Registry.empty().with(Condition.class, "dear", 1, (kind, quantities) -> true);
        for (String text : List.of("where=dear@1.5", "where=dear@1E99")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Filter.read(text, registry))
                    .withMessageContaining("whole version");
        }
    }

    @Test
    void whatIsRegisteredAsAnotherTypeOfTheSameNameIsRefused() {
        Registry registry = Registry.empty().with(Condition.class, "dear", 1, (kind, quantities) -> true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.get(java.util.concurrent.locks.Condition.class, "dear", 1))
                .withMessageContaining("another type");
    }

    @Test
    void tenThousandTermsAreReadAtOnce() {
        String text = IntStream.range(0, 10_000)
                .mapToObj(limit -> "value<" + limit + ".0")
                .collect(Collectors.joining(" or ", "(", ")"));
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> assertThat(
                        Filter.read(text, Registry.empty()).matches(CALL.withValue(9_998)))
                .isTrue());
    }

    @Test
    void theyAreValuesWithACanonicalText() {
        Filter unhappy = Filter.below(Quantity.SATISFACTION, 0.5).and(Filter.purpose(Purpose.COMPLAINT));
        assertThat(unhappy).hasToString("(purpose=COMPLAINT and satisfaction<0.5)");
        assertThat(unhappy).isEqualTo(Filter.purpose(Purpose.COMPLAINT).and(Filter.below(Quantity.SATISFACTION, 0.5)));
        assertThat(Filter.below(Quantity.VALUE, -0.0)).isEqualTo(Filter.below(Quantity.VALUE, 0));
        assertThat(Filter.known(Quantity.COST)).hasToString("known=cost");
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.below(Quantity.VALUE, Double.NaN));
    }

    @Test
    void aConditionOfOnesOwnIsKnownByItsName() {
        Condition dear = (kind, quantities) ->
                kind.channel().equals(Channel.PHONE) && quantities.applyAsDouble(Quantity.COST) > 20;
        Filter filter = Filter.where("dear call", dear);
        assertThat(filter).hasToString("where=\"dear call\"");
        assertThat(filter).isEqualTo(Filter.where("dear call", (kind, quantities) -> false));
        assertThat(filter)
                .isNotEqualTo(Filter.where("dear_call", dear))
                .hasSameHashCodeAs(Filter.where("dear call", dear));
        assertThat(filter.matches(CALL.withCost(21))).isTrue();
        assertThat(filter.matches(CALL.withCost(20))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.where(" ", dear));
    }

    @Test
    void aKindDoesNotTellWhatAQuantityDecides() {
        Filter dear = Filter.purpose(Purpose.COMPLAINT).and(Filter.above(Quantity.COST, 10));
        InteractionKind use = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
        assertThat(dear.matches(use)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dear.matches(CALL.kind()))
                .withMessageContaining("COST")
                .withMessageContaining("ask with an interaction");
    }

    @Test
    void whatDoesNotLookAtQuantitiesIsAskedOnceAKind() {
        AtomicInteger asked = new AtomicInteger();
        Measure count = Measure.count(Filter.where("counting", (kind, quantities) -> asked.incrementAndGet() > 0));
        MeasureTable table = MeasureTable.of(view(), TimeScale.DAYS, List.of(count));
        assertThat(table.column(count).get(0)).isEqualTo(100);
        assertThat(asked).hasValue(1);
    }

    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 100; i++) {
            log.add(row(i));
        }
        return log.build().asOf(START.plus(Duration.ofDays(365)));
    }

    private static Interaction row(int day) {
        Interaction bare = Interaction.of("c", START.plus(Duration.ofDays(day)), CALL.kind());
        return day % 3 == 0 ? bare : bare.withValue(day % 2 == 0 ? -day : day);
    }

    @Test
    void refundsMayBeToldByTheirSign() {
        LogView view = view();
        Filter sales = Filter.above(Quantity.VALUE, 0);
        PurchaseDefinition net = new PurchaseDefinition(
                sales, ZoneOffset.UTC, Optional.empty(), Optional.of(Filter.below(Quantity.VALUE, 0)));
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(net.frequency(), net.meanRepeatValue()));
        int positive = 0;
        for (int day = 0; day < 100; day++) {
            positive += day % 3 != 0 && day % 2 == 1 ? 1 : 0;
        }
        assertThat(table.column(net.frequency()).get(0)).isEqualTo(positive - 1);
        assertThat(net.starts(view, 0)).hasSize(positive);
    }

    @Test
    void aMeasureIsLabelledInOnesOwnWords() {
        Measure complaints = Measure.count(Filter.purpose(Purpose.COMPLAINT));
        Measure labelled = complaints.labelled("complaints");
        assertThat(labelled.label()).isEqualTo("complaints");
        assertThat(labelled).isEqualTo(complaints);
        assertThat(labelled.name()).isEqualTo(complaints.name());
        assertThatIllegalArgumentException().isThrownBy(() -> complaints.labelled("two\nlines"));
    }
}
