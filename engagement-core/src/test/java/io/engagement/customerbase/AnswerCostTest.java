package io.engagement.customerbase;

import static io.engagement.customerbase.HostileDraws.logUniform;
import static io.engagement.customerbase.HostileDraws.shape;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.covariate.PiecewiseParetoNbd;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.live.Allocations;
import io.engagement.testkit.run.FullRun;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an answer costs is bounded, whatever parameters and customers are accepted: log-uniformly over all that is, bounds included.
 * On a free machine the slowest answer takes some milliseconds; a second here says that it does not hang. What does not depend on a
 * clock is counted.
 */
class AnswerCostTest {
    private static final double EVER = Double.POSITIVE_INFINITY;
    private static final int DRAWS = FullRun.pick(3_000, 25);

    /** Of a new model's first answer, which makes tables: 11 MB at the most in 24,000 draws. */
    private static final long MOST_BYTES = 1L << 26;

    private static double rate(SplittableRandom random, double age) {
        return random.nextInt(3) == 0 ? logUniform(random, 1e-30, 0.99e30) : age * logUniform(random, 1e-6, 1e6);
    }

    private static PurchaseSummary customer(SplittableRandom random) {
        double age = random.nextInt(3) == 0 ? logUniform(random, 1e-12, 1e12) : logUniform(random, 0.1, 1e3);
        double most = random.nextInt(4) == 0 ? Integer.MAX_VALUE : 500;
        double x = random.nextInt(3) == 0 ? 0 : Math.floor(logUniform(random, 1, most));
        double silence = random.nextInt(5) == 0 ? 0 : random.nextDouble() * random.nextDouble();
        return new PurchaseSummary(x, x == 0 ? 0 : age * (1 - silence), age);
    }

    private static CustomerBaseModel model(String kind, SplittableRandom random, double age) {
        double r = shape(random);
        double alpha = rate(random, age);
        double a = shape(random);
        double b = shape(random);
        double beta = rate(random, age);
        TimeScale unit = TimeScale.WEEKS;
        DropOut dropOut = List.of(DropOut.values()).get(random.nextInt(2));
        return switch (kind) {
            case "bg-nbd" -> BetaGeometricNbd.of(r, alpha, a, b, unit);
            case "bg-cnbd-k" -> BetaGeometricCnbd.of(dropOut, 1 + random.nextInt(12), r, alpha, a, b, unit);
            case "pareto-nbd" -> ParetoNbd.of(r, alpha, a, beta, unit);
            case "pareto-nbd-cor" -> CorrelatedParetoNbd.of(r, alpha, a, beta, 2 * random.nextDouble() - 1, unit);
            case "ggom-nbd" ->
                GammaGompertzNbd.of(
                        r, alpha, a, logUniform(random, 1e-30, 0.99e30), logUniform(random, 1e-6, 1e3) / age, unit);
            case "nbd" -> Nbd.of(r, alpha, unit);
            case "contextual-pareto-nbd" -> steps(random, ParetoNbd.of(r, alpha, a, beta, unit), age);
            case "bg-bb" -> PeriodicBetaBernoulli.of(BetaGeometricBetaBernoulli.of(r, a, b, shape(random)), unit);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static CustomerBaseModel steps(SplittableRandom random, ParetoNbd base, double age) {
        int count = 1 + random.nextInt(60);
        ModelText text = ModelText.of(PiecewiseParetoNbd.FAMILY.kind(), 1)
                .withPart("base", base.modelText())
                .with("as_of", Instant.EPOCH.toString())
                .with("steps", (double) count);
        for (int step = 0; step < count; step++) {
            text = text.with("step." + step + ".from", step == 0 ? -1e3 * age : age * (2.0 * step / count - 1))
                    .with("step." + step + ".purchases", logUniform(random, 1e-2, 1e2))
                    .with("step." + step + ".leaving", logUniform(random, 1e-2, 1e2));
        }
        return PiecewiseParetoNbd.FAMILY.read(text.with("end", EVER), Registry.empty());
    }

    private static Map<String, DoubleSupplier> questions(
            CustomerBaseModel model, PurchaseSummary c, double t, double delta) {
        double x = c.frequency();
        double recency = c.recency();
        double age = c.age();
        Map<String, DoubleSupplier> questions = new LinkedHashMap<>();
        questions.put("alive", () -> model.probabilityAlive(x, recency, age));
        questions.put("alive, column", () -> model.alive().of(x, recency, age));
        questions.put("expected", () -> model.expectedPurchases(x, recency, age, t));
        questions.put("expected, column", () -> model.purchasesWithin(t).of(x, recency, age));
        questions.put("silent", () -> model.probabilityNoPurchase(x, recency, age, t));
        questions.put("silent, column", () -> model.noPurchaseWithin(t).of(x, recency, age));
        questions.put("discounted", () -> model.discountedPurchases(x, recency, age, t, delta));
        questions.put("discounted, column", () -> model.discountedPurchasesWithin(t, delta)
                .of(x, recency, age));
        questions.put("for ever", () -> model.discountedPurchases(x, recency, age, EVER, delta));
        questions.put("for ever, column", () -> model.discountedPurchasesWithin(EVER, delta)
                .of(x, recency, age));
        questions.put(
                "counts", () -> model.purchaseDistribution(x, recency, age, t).probability(0));
        questions.put("ln L", () -> -model.logLikelihood(x, recency, age));
        return questions;
    }

    private static double seconds(DoubleSupplier question, String what) {
        long allocated = Allocations.bytes();
        long start = System.nanoTime();
        assertThat(question.getAsDouble()).as(what).isNotNaN();
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(Allocations.bytes() - allocated).as(what).isLessThan(MOST_BYTES);
        return seconds;
    }

    /** The median of three, of which the others are asked for only where the first is slow. */
    private static double median(DoubleSupplier question, String what) {
        double first = seconds(question, what);
        return first < 1
                ? first
                : Arrays.stream(new double[] {first, seconds(question, what), seconds(question, what)})
                        .sorted()
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bg-nbd",
                "bg-cnbd-k",
                "pareto-nbd",
                "pareto-nbd-cor",
                "ggom-nbd",
                "nbd",
                "contextual-pareto-nbd",
                "bg-bb"
            })
    void everyQuestionOfEveryModelIsAnsweredAtOnce(String kind) {
        SplittableRandom random = new SplittableRandom(20_261_129);
        for (int draw = 0; draw < DRAWS; draw++) {
            boolean periods = kind.equals("bg-bb");
            PurchaseSummary c = customer(random);
            c = periods ? new PurchaseSummary(Math.min(c.frequency(), 1), c.recency() > 0 ? 1 : 0, 200) : c;
            double t = random.nextInt(4) == 0
                    ? logUniform(random, 1e-30, 0.99e30)
                    : c.age() * logUniform(random, 1e-4, 1e4);
            t = periods ? Math.ceil(Math.min(t, 200)) : t;
            double delta = random.nextInt(4) == 0 ? logUniform(random, 1e-99, 1e99) : logUniform(random, 1e-6, 60) / t;
            delta = periods ? logUniform(random, 1e-5, 10) : delta;
            CustomerBaseModel model = model(kind, random, c.age());
            String what = model + " of " + c + ", t " + t + ", delta " + delta + ": ";
            questions(model, c, t, delta).forEach((name, question) -> assertThat(median(question, what + name))
                    .as(what + name)
                    .isLessThan(1));
        }
    }
}
