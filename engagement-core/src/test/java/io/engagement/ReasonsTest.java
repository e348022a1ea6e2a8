package io.engagement;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Composite;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.SpendModel;
import io.engagement.spend.Spending;
import io.engagement.survival.AcceleratedLifetime;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.LifetimeDistribution;
import io.engagement.survival.Lifetimes;
import io.engagement.survival.Tenures;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads 1,000 explanations of every scorer of a base, as a sceptical reader would: does the main reason argue for the side on which
 * the score stands, does everything add up, is any sentence at odds with its amount? {@code -Dengagement.reasons=10} prints ten of
 * each.
 */
class ReasonsTest {
    private static final int READ = 1000;
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Pattern AMOUNT =
            Pattern.compile(": (?:[a-z ()]* )?([+-])(\\d+(?:\\.\\d+)?)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT = Pattern.compile("ought (once|twice|\\d+ times) \\(typical (\\d+)\\)");

    /** What was read of one scorer. */
    private static final class Reading {
        int explained;
        int undefined;
        int compared;
        int typical;
        int balanced;
        int wrongSide;

        double share(int of) {
            return 100.0 * of / Math.max(1, explained);
        }
    }

    @Test
    void reasonsOfSimulatedBasesArgueForTheSideOfTheScore() {
        for (long seed : new long[] {42, 7}) {
            LogView view = Bases.simulated(seed == 42 ? 1000 : 5000, seed);
            read("simulated " + seed, everything(view, weekly(view)), view);
        }
    }

    @Test
    void reasonsOfOtherFamiliesArgueForTheSideOfTheScore() {
        LogView view = Bases.simulated(1000, 3);
        Purchases purchases = Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard());
        for (CustomerBaseModel model : List.<CustomerBaseModel>of(
                ParetoNbd.fit(purchases).model(),
                GammaGompertzNbd.fit(purchases).model())) {
            read("simulated, " + model.name(), ofPurchases(model, spend(view)), view);
        }
    }

    @Test
    void reasonsOfContractsArgueForTheSideOfTheScore() {
        LogView view = ContractLogs.view(1500, 5);
        read("contracts", ofContracts(view), view);
    }

    @Test
    void reasonsOfCdnowArgueForTheSideOfTheScore() throws IOException {
        LogView view = Bases.cdnow();
        read("CDNOW", ofPurchases(weekly(view), spend(view)), view);
    }

    @Test
    void reasonsOfOnlineRetailArgueForTheSideOfTheScore() throws IOException {
        LogView view = Bases.onlineRetail();
        read("online_retail", ofPurchases(weekly(view), spend(view)), view);
    }

    private static CustomerBaseModel weekly(LogView view) {
        return BetaGeometricNbd.fit(Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard()))
                .model();
    }

    private static SpendModel spend(LogView view) {
        return GammaGamma.fit(Spending.of(view, PurchaseDefinition.standard())).model();
    }

    private static List<Scorer> ofPurchases(CustomerBaseModel model, SpendModel spend) {
        Scorer risk = RetentionRiskScorer.of(model, QUARTER);
        LifetimeValueScorer value = LifetimeValueScorer.of(
                        model, spend, Duration.ofDays(3 * 365), DiscountRate.annual(0.1))
                .withMargin(0.4);
        return List.of(
                risk,
                model.probabilityAlive(),
                model.expectedPurchases(QUARTER),
                value,
                value.withCosts(CostToServe.of(TimeScale.WEEKS, 0.2, 20)).withName("profit"),
                Composite.mapped("loyalty", Scale.INDEX, risk, each -> 100 * (1 - each)),
                Composite.weighted(
                        "health",
                        Scale.INDEX,
                        Map.of(
                                model.probabilityAlive(),
                                2.0,
                                Composite.mapped("stay", Scale.INDEX, risk, each -> 100 * (1 - each)),
                                1.0)));
    }

    private static List<Scorer> everything(LogView view, CustomerBaseModel model) {
        List<Scorer> all = new ArrayList<>(ofPurchases(model, spend(view)));
        DiscountedGammaPoisson initiative = DiscountedGammaPoisson.fit(view, EngagementDefinition.withDefaults())
                .model();
        all.add(EngagementScorer.of(initiative));
        all.add(MomentumScorer.of(initiative));
        return all;
    }

    private static List<Scorer> ofContracts(LogView view) {
        ContractTerms monthly = ContractTerms.standard(TimeScale.MONTHS);
        BetaDiscreteWeibull model =
                BetaDiscreteWeibull.fit(Tenures.of(view, monthly)).model();
        Random random = new Random(4);
        double[] stayed = random.doubles(300, 5, 500).toArray();
        boolean[] left = new boolean[300];
        for (int i = 0; i < 300; i++) {
            left[i] = random.nextInt(3) > 0;
        }
        AcceleratedLifetime lifetimes = AcceleratedLifetime.fit(
                        LifetimeDistribution.WEIBULL, Lifetimes.of(TimeScale.DAYS, stayed, left))
                .model();
        Measure paid =
                Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE).labelled("what a month brings");
        return List.of(
                ChurnRiskScorer.of(model, 3),
                ChurnRiskScorer.of(lifetimes, monthly, QUARTER).withName("leaving"),
                ContractValueScorer.of(model, paid, DiscountRate.annual(0.1)).withTypicalValue(20));
    }

    private static void read(String base, List<Scorer> scorers, LogView view) {
        ScoreTable table = ScoringPlan.of(scorers.toArray(Scorer[]::new)).score(view);
        int step = Math.max(1, table.size() / READ);
        for (Scorer scorer : scorers) {
            Reading reading = new Reading();
            List<Explanation> sample = new ArrayList<>();
            for (int row = 0; row < table.size() && reading.explained < READ; row += step) {
                Explanation why = table.explain(row, scorer.name());
                assertThat(Double.doubleToLongBits(why.value()))
                        .isEqualTo(Double.doubleToLongBits(table.get(row, scorer.name())));
                one(scorer.scale(), why, reading);
                sample.add(why);
            }
            report(base, scorer.name(), reading, sample);
            assertThat(reading.explained).as(base + " " + scorer.name()).isGreaterThan(300);
            assertThat(reading.wrongSide)
                    .as("%s %s: main reasons that argue for the other side", base, scorer.name())
                    .isLessThanOrEqualTo(reading.explained / 100);
            assertThat(reading.balanced).as(base + " " + scorer.name()).isZero();
            if (sample.stream().anyMatch(why -> why.contributions().size() > 1)) {
                // One factor alone cannot argue for the side of one half on which the typical customer stands already.
                assertThat(reading.share(reading.compared))
                        .as(base + " " + scorer.name())
                        .isLessThan(15);
            }
        }
    }

    private static void report(String base, String name, Reading reading, List<Explanation> sample) {
        System.out.printf(
                "%s %s: %d read, %d without score, wrong side %d, compared with the typical %.1f %%, like the typical %.1f %%,"
                        + " balanced %.1f %%%n",
                base,
                name,
                reading.explained,
                reading.undefined,
                reading.wrongSide,
                reading.share(reading.compared),
                reading.share(reading.typical),
                reading.share(reading.balanced));
        // Different ones, from the lowest score to the highest.
        List<Explanation> different = new ArrayList<>(sample.stream()
                .collect(toMap(Explanation::reason, why -> why, (first, other) -> first))
                .values());
        different.sort(Comparator.comparingDouble(Explanation::value).thenComparing(Explanation::reason));
        int told = Math.min(different.size(), Integer.getInteger("engagement.reasons", 0));
        for (int i = 0; i < told; i++) {
            Explanation why = different.get((int) ((2L * i + 1) * different.size() / (2L * told)));
            System.out.printf("    %.3f (typical %.3f) %s%n", why.value(), why.baseline(), why.reason());
        }
    }

    private static void one(Scale scale, Explanation why, Reading reading) {
        assertThat(why.reason())
                .isNotBlank()
                .doesNotContain("NaN")
                .matches("\\p{Lu}.*")
                .doesNotContain("  ");
        if (Double.isNaN(why.value())) {
            reading.undefined++;
            return;
        }
        reading.explained++;
        addsUp(why);
        why.contributions().forEach(each -> isNotAtOdds(each, scale, why.scorer()));
        if (why.namesBaseline()) {
            if (why.contributions().stream().allMatch(each -> Math.abs(each.amount()) < 0.005)) {
                reading.typical++;
            } else {
                reading.balanced++;
            }
            assertThat(why.reason())
                    .containsAnyOf("ypical customer", "a customer who keeps")
                    .doesNotContain("NaN");
            return;
        }
        double middle = scale == Scale.PROBABILITY && !why.comparesWithTypical() ? 0.5 : why.baseline();
        Contribution main = why.mainReason().orElseThrow();
        assertThat(why.reason()).startsWith(main.sentence());
        reading.wrongSide += (why.value() - middle) * main.amount() < 0 ? 1 : 0;
        String rest = why.reason().substring(main.sentence().length());
        if (why.comparesWithTypical()) {
            reading.compared++;
            // Only where nothing argues for the side of one half, which the typical customer then stands on, too.
            double half = Math.signum(why.value() - 0.5);
            assertThat(why.contributions()).noneMatch(each -> each.amount() * half >= 1e-6);
            assertThat(Math.signum(why.baseline() - 0.5)).isEqualTo(half);
            assertThat(rest)
                    .startsWith(
                            ", so that it is " + (why.value() < why.baseline() ? "below" : "above") + " the typical");
            rest = rest.replaceFirst(
                    ", so that it is (below|above) the typical customer's (almost 1|[0-9.]*[0-9])", "");
        }
        assertThat(rest).matches("(; but .*: [+-][0-9.]+)?");
        if (!rest.isEmpty()) {
            assertThat(rest.charAt(rest.lastIndexOf(": ") + 2)).isEqualTo(main.amount() > 0 ? '-' : '+');
        }
    }

    private static void addsUp(Explanation why) {
        BigDecimal sum = new BigDecimal(why.baseline());
        double largest = Math.max(Math.abs(why.baseline()), Math.abs(why.value()));
        double inOrder = why.baseline();
        for (Contribution each : why.contributions()) {
            sum = sum.add(new BigDecimal(each.amount()));
            inOrder += each.amount();
            largest = Math.max(largest, Math.abs(each.amount()));
        }
        double off = sum.subtract(new BigDecimal(why.value())).abs().doubleValue();
        assertThat(off).as(why.toString()).isLessThanOrEqualTo(4 * Math.ulp(largest));
        assertThat(Math.abs(inOrder - why.value())).as(why.toString()).isLessThanOrEqualTo(4 * Math.ulp(largest));
    }

    /** The figure is the amount's, and what the words say works in its direction. */
    private static void isNotAtOdds(Contribution each, Scale scale, String scorer) {
        String sentence = each.sentence();
        Matcher written = AMOUNT.matcher(sentence);
        if (!written.find()) {
            assertThat(sentence).endsWith("unchanged");
            assertThat(Math.abs(each.amount())).isLessThan(scale == Scale.MONEY || scale == Scale.INDEX ? 0.005 : 1e-6);
            return;
        }
        double figure = Double.parseDouble(written.group(1) + written.group(2));
        assertThat(Math.signum(figure)).as(sentence).isEqualTo(Math.signum(each.amount()));
        assertThat(figure - each.amount())
                .as(sentence)
                .isBetween(-0.06 * Math.abs(each.amount()) - 0.005, 0.06 * Math.abs(each.amount()) + 0.005);
        if (scorer.equals("health")) {
            return;
        }
        boolean loss = scorer.endsWith("risk");
        double good = loss ? -each.amount() : each.amount();
        Matcher count = COUNT.matcher(sentence);
        if (count.find()) {
            String own = count.group(1);
            double number = own.equals("once")
                    ? 1
                    : own.equals("twice") ? 2 : Double.parseDouble(own.substring(0, own.indexOf(' ')));
            assertThat(Math.signum(number - Double.parseDouble(count.group(2))))
                    .as(sentence)
                    .isEqualTo(Math.signum(good));
        }
        if (sentence.startsWith("Silent for") || sentence.contains(", silent for")) {
            assertThat(good).as(sentence).isNegative();
        }
        if (sentence.startsWith("The next") || sentence.contains("while the typical customer")) {
            assertThat(good).as(sentence).isPositive();
        }
        if (sentence.startsWith("More own effort")) {
            assertThat(each.amount()).as(sentence).isPositive();
        }
        if (sentence.startsWith("Less own effort") || sentence.startsWith("No own effort")) {
            assertThat(each.amount()).as(sentence).isNegative();
        }
    }
}
