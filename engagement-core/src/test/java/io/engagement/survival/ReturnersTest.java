package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who cancels and comes back: each of their contracts is one, in fits and in scores, by one definition. */
class ReturnersTest {
    private static final ContractTerms WEEKLY = ContractTerms.standard(TimeScale.WEEKS);
    private static final Instant START = Instant.parse("2024-01-01T12:00:00Z");
    private static final int AS_OF = 90;

    private static Interaction row(String customer, double week, Purpose purpose) {
        Instant at = START.plus(Duration.ofMinutes(Math.round(week * 7 * 24 * 60)));
        return Interaction.of(customer, at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static LogView view(List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(row("c", AS_OF, Purpose.USE).at());
    }

    @Test
    void allContractsOfAReturnerCount() {
        Tenures tenures = Tenures.of(
                view(List.of(
                        row("c", 0, Purpose.SIGN_UP),
                        row("c", 2.5, Purpose.CANCELLATION),
                        row("c", 3, Purpose.CANCELLATION),
                        row("c", 10, Purpose.SIGN_UP),
                        row("c", 11, Purpose.SIGN_UP),
                        row("c", 14.5, Purpose.CANCELLATION),
                        row("c", 80, Purpose.SIGN_UP),
                        row("d", 1, Purpose.CANCELLATION))),
                WEEKLY);

        assertThat(tenures.customers()).isEqualTo(3);
        assertThat(tenures.left(3)).isEqualTo(1);
        assertThat(tenures.left(5)).isEqualTo(1);
        assertThat(tenures.staying(10)).isEqualTo(1);
    }

    @Test
    void aChangeEndsOneContractAndBeginsAnother() {
        Tenures tenures = Tenures.of(
                view(List.of(
                        row("c", 0, Purpose.SIGN_UP),
                        row("c", 4, Purpose.CANCELLATION),
                        row("c", 4, Purpose.SIGN_UP),
                        row("d", 7, Purpose.SIGN_UP),
                        row("d", 7, Purpose.CANCELLATION))),
                WEEKLY);

        assertThat(tenures.left(4)).isEqualTo(1);
        assertThat(tenures.staying(AS_OF - 4)).isEqualTo(1);
        assertThat(tenures.left(1)).as("cancelled at once").isEqualTo(1);
        assertThat(tenures.customers()).isEqualTo(3);
    }

    /** The last contracts by the measures, which scores are of, are the running ones that fits know. */
    @Test
    void whatIsScoredAsRunningIsFittedAsStaying() {
        LogView view = ContractLogs.view(400, 5);
        for (TimeScale period : List.of(TimeScale.WEEKS, TimeScale.MONTHS)) {
            for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("Asia/Tokyo"))) {
                ContractTerms terms = new ContractTerms(WEEKLY.signUps(), WEEKLY.cancellations(), zone, period);
                Tenures tenures = Tenures.of(view, terms);
                MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(terms.renewals()));
                double[] running = new double[tenures.longest() + 1];
                for (int row = 0; row < table.size(); row++) {
                    double renewals = table.column(terms.renewals()).get(row);
                    if (!Double.isNaN(renewals)) {
                        running[(int) renewals]++;
                    }
                }
                for (int n = 0; n < running.length; n++) {
                    // Who has cancelled stays until the period ends, which is no longer scored.
                    assertThat(tenures.staying(n)).isGreaterThanOrEqualTo(running[n]);
                }
            }
        }
    }

    /** What the customers of a base did: their contracts in the log, and what became of the one that ran. */
    private static final class Base {
        private final List<Interaction> rows = new ArrayList<>();
        private final List<Integer> firstPeriods = new ArrayList<>();
        private final List<Boolean> firstLeft = new ArrayList<>();
        private int running;
        private int notRenewed;

        /** Each has a probability of their own to leave, of a beta distribution (1, 3); 6 in 10 who left come back. */
        static Base of(int customers, long seed) {
            Random random = new Random(seed);
            Base base = new Base();
            for (int i = 0; i < customers; i++) {
                base.add("c%05d".formatted(i), random, 1 - Math.cbrt(random.nextDouble()));
            }
            return base;
        }

        private void add(String customer, Random random, double leaving) {
            int week = random.nextInt(80);
            boolean first = true;
            while (week < AS_OF) {
                int lasted = 1;
                while (random.nextDouble() >= leaving && lasted < 500) {
                    lasted++;
                }
                rows.add(row(customer, week, Purpose.SIGN_UP));
                boolean ended = week + lasted <= AS_OF;
                if (ended) {
                    rows.add(row(customer, week + lasted - 0.01, Purpose.CANCELLATION));
                } else {
                    running++;
                    notRenewed += week + lasted == AS_OF + 1 ? 1 : 0;
                }
                if (first) {
                    firstPeriods.add(ended ? lasted : AS_OF - week);
                    firstLeft.add(ended);
                }
                first = false;
                week += random.nextInt(10) < 6 ? lasted + 1 + random.nextInt(10) : 10_000;
            }
        }

        Tenures firstOnly() {
            boolean[] left = new boolean[firstLeft.size()];
            for (int i = 0; i < left.length; i++) {
                left[i] = firstLeft.get(i);
            }
            return Tenures.of(firstPeriods.stream().mapToInt(Integer::intValue).toArray(), left);
        }

        /** Customers that the model expects not to renew next time, over those who did not. */
        double expectedOverActual(ContractModel model) {
            MeasureTable table = MeasureTable.of(view(rows), TimeScale.DAYS, List.of(WEEKLY.renewals()));
            double expected = 0;
            for (int row = 0; row < table.size(); row++) {
                double renewals = table.column(WEEKLY.renewals()).get(row);
                expected += Double.isNaN(renewals) ? 0 : model.churnProbability((int) renewals);
            }
            return expected / notRenewed;
        }
    }

    /** Fitted to first contracts only, as it was once, the model expects one in eight too few to leave. */
    @Test
    void ofABaseWithReturnersAsManyLeaveAsTheModelExpects() {
        Base base = Base.of(20_000, 3);
        ShiftedBetaGeometric all =
                ShiftedBetaGeometric.fit(Tenures.of(view(base.rows), WEEKLY)).model();
        ShiftedBetaGeometric first = ShiftedBetaGeometric.fit(base.firstOnly()).model();
        System.out.printf(
                "returners: %d of 20000 run, %d do not renew; first contracts %s, expected/actual %.3f, next leaves %.4f;"
                        + " all contracts %s, expected/actual %.3f, next leaves %.4f%n",
                base.running,
                base.notRenewed,
                first,
                base.expectedOverActual(first),
                first.churnProbability(0),
                all,
                base.expectedOverActual(all),
                all.churnProbability(0));
        assertThat(base.expectedOverActual(all)).isCloseTo(1, within(0.06));
        assertThat(base.expectedOverActual(first)).isLessThan(0.9);
    }

    @Test
    void aModelCarriesTheTermsAndTheTypicalCustomerOfItsTenures() {
        ContractTerms own = new ContractTerms(
                Filter.purpose(Purpose.SIGN_UP).and(Filter.channel(Channel.WEB)),
                WEEKLY.cancellations(),
                ZoneId.of("Europe/Berlin"),
                TimeScale.WEEKS);
        Tenures tenures = Tenures.of(ContractLogs.view(400, 5), own);
        for (ContractModel model : List.of(
                ShiftedBetaGeometric.fit(tenures).model(),
                BetaDiscreteWeibull.fit(tenures).model())) {
            ContractModel read = ContractModels.read(model.toText());
            assertThat(model.terms()).contains(own);
            assertThat(model.typicalRenewals()).isBetween(10, 140);
            assertThat(read.terms()).contains(own);
            assertThat(read.typicalRenewals()).isEqualTo(model.typicalRenewals());
            assertThat(read.toText()).isEqualTo(model.toText());
        }
    }

    @Test
    void theTypicalCustomerIsTheMedianOfThoseWhoStay() {
        boolean[] stay = new boolean[5];
        assertThat(ShiftedBetaGeometric.fit(Tenures.of(new int[] {1, 2, 3, 30, 40}, stay))
                        .model()
                        .typicalRenewals())
                .isEqualTo(3);
        assertThat(ShiftedBetaGeometric.fit(Tenures.ofSurvivors(5, 0)).model().typicalRenewals())
                .isZero();
    }

    @Test
    void plainNumbersDoNotSayWhatAContractIs() {
        ShiftedBetaGeometric plain =
                ShiftedBetaGeometric.fit(Tenures.ofSurvivors(100, 80, 70)).model();

        assertThat(plain.terms()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(plain::requireTerms)
                .withMessage("the model sbg does not say what a contract is, as it was made of plain numbers: give it"
                        + " terms, such as model.withTerms(ContractTerms.standard(TimeScale.MONTHS))");
        assertThat(plain.withTerms(WEEKLY).requireTerms()).isEqualTo(WEEKLY);
    }

    @Test
    void tenuresOfDifferentTermsAreNotAddedUp() {
        LogView view = ContractLogs.view(50, 5);
        Tenures weekly = Tenures.of(view, WEEKLY);

        assertThat(weekly.plus(weekly).terms()).contains(WEEKLY);
        assertThat(weekly.plus(Tenures.ofSurvivors(10, 9)).terms()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weekly.plus(Tenures.of(view, ContractTerms.standard(TimeScale.YEARS))))
                .withMessageContaining("it is renewed every week here, year there");
    }
}
