package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTermsTest {
    private static final ContractTerms MONTHLY = ContractTerms.standard(TimeScale.MONTHS);
    private static final Interaction JOINED = row("2025-01-31T09:00:00Z", Purpose.SIGN_UP);
    private static final Interaction LEFT = row("2025-03-10T09:00:00Z", Purpose.CANCELLATION);
    private static final Interaction BACK = row("2025-05-01T00:00:00Z", Purpose.SIGN_UP);

    @Test
    void renewalsAreCountedByTheCalendarFromTheDayOfSigningUp() {
        assertThat(at("2025-01-31T10:00:00Z", JOINED)).containsExactly(0, 1 / 24.0, 0);
        assertThat(at("2025-02-27T00:00:00Z", JOINED)).startsWith(0);
        assertThat(at("2025-02-28T00:00:00Z", JOINED))
                .as("a month that began on the 31st ends on a shorter month's last day")
                .startsWith(1);
        assertThat(at("2025-03-30T23:59:59Z", JOINED)).startsWith(1);
        assertThat(at("2026-01-31T00:00:00Z", JOINED)).startsWith(12);
    }

    @Test
    void whoHasCancelledHasNoTenureAndWhoNeverSignedUpNothing() {
        assertThat(at("2025-03-11T00:00:00Z", JOINED, LEFT)).containsExactly(Double.NaN, Double.NaN, 1);
        assertThat(at("2025-03-11T00:00:00Z", LEFT)).containsOnly(Double.NaN);
        assertThat(at("2025-03-11T00:00:00Z")).containsOnly(Double.NaN);
    }

    @Test
    void aSignUpAfterACancellationBeginsAnotherContractAndOneWithoutDoesNot() {
        assertThat(at("2025-07-01T00:00:00Z", JOINED, LEFT, BACK)).containsExactly(2, 61, 0);
        assertThat(at("2025-07-31T00:00:00Z", JOINED, BACK)).startsWith(6);
        assertThat(at("2025-07-01T00:00:00Z", LEFT, BACK)).containsExactly(2, 61, 0);
    }

    @Test
    void aSignUpAndACancellationOfOneInstantAreAContractCancelledAtOnceInWhateverOrder() {
        Interaction left = row("2025-01-31T09:00:00Z", Purpose.CANCELLATION);
        assertThat(at("2025-06-30T00:00:00Z", JOINED, left)).containsExactly(Double.NaN, Double.NaN, 1);
        assertThat(at("2025-06-30T00:00:00Z", left, JOINED)).containsExactly(Double.NaN, Double.NaN, 1);
        assertThat(at("2025-06-30T00:00:00Z", left, JOINED, left, JOINED)).containsExactly(Double.NaN, Double.NaN, 1);
    }

    @Test
    void whereAContractRanTheyAreAChangeToAnotherOne() {
        Interaction joined = row("2025-01-01T00:00:00Z", Purpose.SIGN_UP);
        Interaction left = row("2025-03-01T00:00:00Z", Purpose.CANCELLATION);
        Interaction again = row("2025-03-01T00:00:00Z", Purpose.SIGN_UP);
        assertThat(at("2025-06-01T00:00:00Z", joined, left, again)).containsExactly(3, 92, 0);
        assertThat(at("2025-06-01T00:00:00Z", joined, again, left)).containsExactly(3, 92, 0);
    }

    @Test
    void partsThatShareAnInstantMergeAsIfTheyWereOne() {
        Interaction joined = row("2025-01-01T00:00:00Z", Purpose.SIGN_UP);
        Interaction left = row("2025-03-01T00:00:00Z", Purpose.CANCELLATION);
        Interaction again = row("2025-03-01T00:00:00Z", Purpose.SIGN_UP);
        Interaction late = row("2025-04-01T00:00:00Z", Purpose.SIGN_UP);
        for (List<List<Interaction>> parts : List.of(
                List.of(List.of(joined, left), List.of(again, late)),
                List.of(List.of(joined, again), List.of(left, late)),
                List.of(List.of(joined), List.of(again, left, late)),
                List.of(List.of(joined), List.of(left), List.of(again), List.of(late)))) {
            MeasureState whole = MeasureState.of(MONTHLY.age());
            for (List<Interaction> part : parts) {
                MeasureState state = MeasureState.of(MONTHLY.age());
                part.forEach(state::add);
                whole.merge(state);
            }
            assertThat(whole.valueAt(Instant.parse("2025-06-01T00:00:00Z"), TimeScale.DAYS))
                    .as(parts.toString())
                    .isEqualTo(92);
        }
    }

    @Test
    void measuresSayWhatTheyAre() {
        assertThat(MONTHLY.renewals().label()).isEqualTo("renewals, one a month,");
        assertThat(MONTHLY.age().unit()).isEqualTo(Measure.Unit.TIME);
        assertThat(MONTHLY.renewals())
                .isNotEqualTo(ContractTerms.standard(TimeScale.YEARS).renewals());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractTerms.standard(TimeScale.HOURS))
                .withMessage("period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS");
    }

    /** Renewals, age in days, and whether it was cancelled. */
    private static double[] at(String instant, Interaction... rows) {
        CustomerHistory history = CustomerHistory.of(Customer.of("c"), Instant.parse(instant), List.of(rows));
        List<Measure> measures = List.of(MONTHLY.renewals(), MONTHLY.age(), MONTHLY.cancelled());
        MeasureTable table = MeasureTable.of(history, TimeScale.DAYS, measures);
        return measures.stream()
                .mapToDouble(measure -> table.column(measure).get(0))
                .toArray();
    }

    private static Interaction row(String at, Purpose purpose) {
        return Interaction.of("c", Instant.parse(at), Channel.WEB, Initiator.CUSTOMER, purpose);
    }
}
