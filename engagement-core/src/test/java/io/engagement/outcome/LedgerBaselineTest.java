package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A plan's figures are those of the ledger. */
class LedgerBaselineTest {
    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
    private static final OutcomeRules RULES = OutcomeRules.standard().withMargin(0.4);

    private static Interaction act(int customer, double day, Purpose purpose) {
        Instant at = START.plusMillis((long) (day * 86_400_000));
        return Interaction.of("c" + customer, at, Channel.STORE, Initiator.CUSTOMER, purpose);
    }

    /** Some harm and leaving in words, some by silence; some who had left before. */
    private static LogView view() {
        SplittableRandom random = new SplittableRandom(7);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 800; customer++) {
            int last = random.nextInt(5) == 0 ? 3 : 60;
            for (double day = -90 + 9 * random.nextDouble(); day < last; day += 2 + 6 * random.nextDouble()) {
                log.add(act(customer, day, Purpose.PURCHASE)
                        .withValue(5 + random.nextInt(20))
                        .withCost(1));
            }
            if (random.nextInt(9) == 0) {
                log.add(act(customer, 1 + random.nextInt(5), Purpose.COMPLAINT));
            }
            if (random.nextInt(12) == 0) {
                log.add(act(customer, 25 + random.nextInt(5), Purpose.CANCELLATION));
            }
            if (random.nextInt(15) == 0) {
                log.add(act(customer, -0.5, Purpose.CANCELLATION));
            }
        }
        return log.build().asOf(START.plus(Duration.ofDays(60)));
    }

    private static Assignments arm(String name, int remainder) {
        Assignments.Builder all = Assignments.builder("control");
        for (int customer = 0; customer < 800; customer++) {
            if (remainder < 0 || customer % 2 == remainder) {
                all.assign("c" + customer, customer % 2 == 0 ? name : "control", START);
            }
        }
        return all.build();
    }

    @Test
    void theFiguresOfBothArmsDifferByWhatTheLedgerSays() {
        LogView view = view();
        List<ExperimentPlan.Figure> contacted = LedgerBaseline.of(view, arm("control", 0), WINDOWS, RULES);
        List<ExperimentPlan.Figure> heldOut = LedgerBaseline.of(view, arm("control", 1), WINDOWS, RULES);
        Account account = OutcomeLedger.of(
                        view, List.of(Campaign.of("spring", Wave.of(arm("mail", -1)))), WINDOWS, RULES)
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);

        assertThat(contacted)
                .extracting(ExperimentPlan.Figure::name)
                .containsExactly("value_short", "value_long", "harm", "departure");
        for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
            int i = List.of(OutcomeStatistic.values()).indexOf(statistic);
            assertThat(contacted.get(i).mean()).isPositive();
            assertThat(contacted.get(i).mean() - heldOut.get(i).mean())
                    .as(statistic.toString())
                    .isCloseTo(account.finding(statistic).effect().estimate(), within(1e-12));
            assertThat(contacted.get(i).isShare()).isEqualTo(!statistic.isMoney());
        }
        double error = Math.hypot(
                contacted.get(0).standardDeviation() / Math.sqrt(400),
                heldOut.get(0).standardDeviation() / Math.sqrt(400));
        assertThat(error)
                .isCloseTo(
                        account.finding(OutcomeStatistic.VALUE_SHORT).effect().standardError(), within(1e-12));
    }

    @Test
    void windowsThatAreNotOverTellNothing() {
        OutcomeWindows late = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(90));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerBaseline.of(view(), arm("control", 0), late, RULES))
                .withMessageContaining("take shorter windows");
    }
}
