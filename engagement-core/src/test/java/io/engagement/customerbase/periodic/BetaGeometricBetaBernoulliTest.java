package io.engagement.customerbase.periodic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.TruthTable;
import io.engagement.customerbase.CountDistribution;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BG/BB against closed forms with 60 digits, against the published donations, and against itself. */
class BetaGeometricBetaBernoulliTest {
    private static final BetaGeometricBetaBernoulli MODEL =
            BetaGeometricBetaBernoulli.of(1.2035, 0.7497, 0.6567, 2.7834);

    /** alpha, beta, gamma, delta, x, t_x, n, t, ln L, P(alive at n + 1), expectation. */
    static Stream<String> rows() {
        return TruthTable.rows(BetaGeometricBetaBernoulliTest.class, "bgbb.csv");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTableIsMet(String row) {
        double[] v = TruthTable.numbers(row);
        BetaGeometricBetaBernoulli model = BetaGeometricBetaBernoulli.of(v[0], v[1], v[2], v[3]);
        int x = (int) v[4];
        int recency = (int) v[5];
        int n = (int) v[6];
        assertThat(model.logLikelihood(x, recency, n)).isCloseTo(v[8], within(1e-11 * Math.abs(v[8])));
        assertThat(model.probabilityAlive(x, recency, n)).isCloseTo(v[9], within(1e-11 * v[9]));
        assertThat(model.expectedPurchases(x, recency, n, (int) v[7])).isCloseTo(v[10], within(1e-11 * v[10]));
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows()).hasSize(80);
    }

    /** Fader, Hardie and Shang (2010), table 3: 11,104 donors, 1996 to 2001. */
    @Test
    void theDonationsHaveThePublishedParameters() throws IOException {
        List<int[]> table = Files.readAllLines(SharedData.file("data/donations/donations_rf_matrix.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
        PurchaseOpportunities donors = PurchaseOpportunities.of(
                column(table, 0),
                column(table, 1),
                column(table, 2),
                table.stream().mapToDouble(row -> row[3]).toArray());
        Fitted<BetaGeometricBetaBernoulli> fitted = BetaGeometricBetaBernoulli.fit(donors);
        assertThat(donors.customers()).isEqualTo(11_104);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.estimates())
                .usingComparatorWithPrecision(5e-5)
                .containsExactly(1.2035, 0.7497, 0.6567, 2.7834);
        assertThat(fitted.logLikelihood()).isCloseTo(-33225.58, within(5e-3));
        double expected = 0;
        double seen = 0;
        for (int[] row : table) {
            expected += row[3] * fitted.model().expectedPurchases(row[0], row[1], row[2], 5);
            seen += row[4];
        }
        // The next five years: within 5 %, the model not having seen them.
        assertThat(expected).isCloseTo(seen, within(0.05 * seen));
    }

    private static int[] column(List<int[]> table, int column) {
        return table.stream().mapToInt(row -> row[column]).toArray();
    }

    @Test
    void theDistributionAgreesWithExpectationAndSilence() {
        for (int[] c : new int[][] {{0, 0, 0}, {0, 0, 6}, {3, 5, 6}, {6, 6, 6}, {1, 2, 40}}) {
            for (int next : new int[] {0, 1, 5, 60}) {
                CountDistribution counts = MODEL.purchaseDistribution(c[0], c[1], c[2], next);
                double sum = 0;
                double mean = 0;
                for (int count = 0; count <= next; count++) {
                    sum += counts.probability(count);
                    mean += count * counts.probability(count);
                }
                assertThat(sum).isCloseTo(1, within(1e-12));
                assertThat(mean).isCloseTo(counts.mean(), within(1e-10));
                assertThat(counts.probability(0))
                        .isCloseTo(MODEL.probabilityNoPurchase(c[0], c[1], c[2], next), within(1e-11));
            }
        }
        assertThat(MODEL.purchaseDistribution(7).mean()).isEqualTo(MODEL.expectedPurchases(7));
    }

    @Test
    void theLikelihoodsOfAllHistoriesAddUpTo1() {
        int n = 7;
        double sum = 0;
        for (int history = 0; history < 1 << n; history++) {
            int last = Integer.SIZE - Integer.numberOfLeadingZeros(history);
            sum += Math.exp(MODEL.logLikelihood(Integer.bitCount(history), last, n));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Random random = new Random(12);
        int[] n = new int[300];
        Arrays.setAll(n, i -> 1 + i % 12);
        BetaBernoulliFit.Likelihood likelihood = new BetaBernoulliFit.Likelihood(MODEL.simulate(n, 3));
        for (int point = 0; point < 30; point++) {
            double[] at = new double[4];
            Arrays.setAll(at, i -> 2 * random.nextGaussian());
            double[] gradient = new double[4];
            double[] unused = new double[4];
            likelihood.valueAndGradient(at, gradient);
            for (int i = 0; i < 4; i++) {
                double[] low = at.clone();
                double[] high = at.clone();
                low[i] -= 1e-5;
                high[i] += 1e-5;
                double difference =
                        (likelihood.valueAndGradient(high, unused) - likelihood.valueAndGradient(low, unused)) / 2e-5;
                assertThat(gradient[i]).isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
            }
        }
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        int[] n = new int[40_000];
        Arrays.setAll(n, i -> 4 + i % 8);
        PurchaseOpportunities base = MODEL.simulate(n, 5);
        Fitted<BetaGeometricBetaBernoulli> fitted = BetaGeometricBetaBernoulli.fit(base);
        double[] truth = {1.2035, 0.7497, 0.6567, 2.7834};
        for (int i = 0; i < truth.length; i++) {
            String name = fitted.parameterNames().get(i);
            assertThat(fitted.interval(name, 0.9999).contains(truth[i]))
                    .as("seed 5, %s: %s", name, fitted.estimates()[i])
                    .isTrue();
        }
        double sum = 0;
        for (int row = 0; row < base.size(); row++) {
            sum += base.weight(row)
                    * fitted.model().logLikelihood(base.frequency(row), base.recency(row), base.opportunities(row));
        }
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-10 * Math.abs(sum)));
        assertThat(BetaGeometricBetaBernoulli.FAMILY.readFitted(fitted.toText()).toText())
                .isEqualTo(fitted.toText());
        BetaGeometricBetaBernoulli read =
                BetaGeometricBetaBernoulli.FAMILY.read(fitted.model().toText());
        assertThat(read.toString()).isEqualTo(fitted.model().toString()).startsWith("bg-bb[alpha=" + read.alpha());
        assertThat(read.beta() + read.gamma() + read.delta()).isPositive();
    }

    @Test
    void everyCustomerTwiceHasTheSameEstimatesAndHalfTheVariance() {
        int[] n = new int[3_000];
        Arrays.fill(n, 8);
        PurchaseOpportunities once = MODEL.simulate(n, 8);
        int rows = once.size();
        int[] x = new int[2 * rows];
        int[] recency = new int[2 * rows];
        int[] count = new int[2 * rows];
        double[] weight = new double[2 * rows];
        for (int i = 0; i < 2 * rows; i++) {
            x[i] = once.frequency(i % rows);
            recency[i] = once.recency(i % rows);
            count[i] = once.opportunities(i % rows);
            weight[i] = once.weight(i % rows);
        }
        Fitted<BetaGeometricBetaBernoulli> one = BetaGeometricBetaBernoulli.fit(once);
        Fitted<BetaGeometricBetaBernoulli> two =
                BetaGeometricBetaBernoulli.fit(PurchaseOpportunities.of(x, recency, count, weight));
        for (int i = 0; i < 4; i++) {
            assertThat(two.estimates()[i]).isCloseTo(one.estimates()[i], within(1e-4 * one.estimates()[i]));
            assertThat(two.covariance()[i][i])
                    .isCloseTo(one.covariance()[i][i] / 2, within(1e-3 * one.covariance()[i][i]));
        }
    }

    @Test
    void aLogGivesTheTableThatIsCountedByHand() {
        InteractionLog.Builder log = InteractionLog.builder();
        String[][] years = {
            {"a", "2015", "2016", "2016", "2018"}, {"b", "2017"}, {"c", "2015", "2020"}, {"d", "2019"}, {"e", "2020"}
        };
        for (String[] customer : years) {
            for (String year : List.of(customer).subList(1, customer.length)) {
                log.add(purchase(customer[0], year + "-05-01T10:00:00Z"));
            }
        }
        log.add(Interaction.of(
                "a", Instant.parse("2019-05-01T00:00:00Z"), Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
        LogView view = log.build().asOf(Instant.parse("2020-06-01T00:00:00Z"));
        PurchaseOpportunities seen = PurchaseOpportunities.of(
                view,
                Filter.purpose(Purpose.PURCHASE),
                PurchaseOpportunities.periods(ChronoUnit.YEARS, ZoneOffset.UTC));
        // As of 2020, the last year that is over is 2019; e is not known by then.
        assertThat(seen.customers()).isEqualTo(4);
        PurchaseOpportunities byHand = PurchaseOpportunities.of(
                new int[] {0, 0, 0, 2}, new int[] {0, 0, 0, 3}, new int[] {0, 2, 4, 4}, new double[] {1, 1, 1, 1});
        for (int row = 0; row < 4; row++) {
            assertThat(seen.frequency(row)).isEqualTo(byHand.frequency(row));
            assertThat(seen.recency(row)).isEqualTo(byHand.recency(row));
            assertThat(seen.opportunities(row)).isEqualTo(byHand.opportunities(row));
        }
    }

    private static Interaction purchase(String customer, String at) {
        return Interaction.of(customer, Instant.parse(at), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }

    @Test
    void whatTheDataDoNotTellIsSaid() {
        int[] none = {0};
        Fitted<BetaGeometricBetaBernoulli> silent =
                BetaGeometricBetaBernoulli.fit(PurchaseOpportunities.of(none, none, new int[] {6}, new double[] {50}));
        assertThat(silent.converged()).isFalse();
        assertThat(silent.diagnostics().get(0)).startsWith("no customer bought a second time");
        Fitted<BetaGeometricBetaBernoulli> loyal = BetaGeometricBetaBernoulli.fit(PurchaseOpportunities.of(
                new int[] {3, 2, 4, 3}, new int[] {6, 6, 6, 6}, new int[] {6, 6, 6, 6}, new double[] {20, 9, 9, 20}));
        assertThat(loyal.converged()).isFalse();
        assertThat(loyal.diagnostics()).anyMatch(text -> text.contains("beta-binomial model without drop-out fits"));
        assertThatThrownBy(() ->
                        BetaGeometricBetaBernoulli.fit(PurchaseOpportunities.of(none, none, none, new double[] {1})))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no customer had an opportunity");
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.logLikelihood(2, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityAlive(0, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expectedPurchases(1, 2, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expectedPurchases(1, 1, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityNoPurchase(1, 1, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.purchaseDistribution(10_001));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.discountedPurchases(1, 1, 1, Integer.MAX_VALUE, 0));
        assertThat(MODEL.discountedPurchases(1, 1, 1, Integer.MAX_VALUE, 0.1))
                .isGreaterThan(MODEL.discountedPurchases(1, 1, 1, 20, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaGeometricBetaBernoulli.of(0, 1, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseOpportunities.of(new int[1], new int[2], new int[1], new double[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseOpportunities.of(new int[1], new int[1], new int[1], new double[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseOpportunities.periods(ChronoUnit.HOURS, ZoneOffset.UTC));
    }
}
