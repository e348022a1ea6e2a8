package io.engagement.customerbase;

import static io.engagement.Draws.logUniform;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Customer bases that nobody would simulate, and what is wrong with how a model is fitted to one: few customers, all alike, all who
 * bought at the start only or to the last moment, a million purchases, times from 1e-9 to 1e12, one outlier, weights of any size.
 */
final class HostileBases {
    /** The slowest answer of one customer to one question, in ms, and which it was. */
    private double slowest;

    private String slowestWhat = "";

    /** A base of its number. */
    static Purchases base(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int form = random.nextInt(12);
        int size = form < 3 ? form + 1 : 2 + random.nextInt(40);
        double scale = random.nextInt(3) == 0 ? 50 : logUniform(random, 1e-9, 1e12);
        double often = random.nextInt(3) == 0 ? logUniform(random, 1, 1e6) : logUniform(random, 1, 20);
        double[] frequency = new double[size];
        double[] recency = new double[size];
        double[] age = new double[size];
        double[] weight = new double[size];
        boolean oneAge = random.nextInt(4) == 0;
        for (int row = 0; row < size; row++) {
            age[row] = scale * (oneAge ? 1 : 0.2 + random.nextDouble());
            frequency[row] = random.nextInt(3) == 0 ? 0 : Math.rint(logUniform(random, 1, 1 + often));
            recency[row] = frequency[row] == 0 ? 0 : age[row] * (1 - random.nextDouble());
            weight[row] = 1;
            shape(form, row, random, frequency, recency, age, weight);
        }
        return Purchases.of(TimeScale.WEEKS, frequency, recency, age)
                .withWeights(weight)
                .withLogGaps(evenGaps(frequency, recency, random.nextBoolean() ? 0 : logUniform(random, 1e-6, 10)));
    }

    private static void shape(
            int form,
            int row,
            SplittableRandom random,
            double[] frequency,
            double[] recency,
            double[] age,
            double[] weight) {
        switch (form) {
            case 3 -> frequency[row] = recency[row] = 0;
            case 4 -> {
                frequency[row] = frequency[0];
                recency[row] = recency[0];
                age[row] = age[0];
            }
            case 5 -> recency[row] = frequency[row] == 0 ? 0 : age[row] * logUniform(random, 1e-15, 1e-6);
            case 6 -> recency[row] = frequency[row] == 0 ? 0 : age[row];
            case 7 -> frequency[row] = recency[row] == 0 ? 0 : Math.rint(logUniform(random, 1e5, 1e6));
            case 8 -> {
                age[row] = row == 0 ? age[0] * logUniform(random, 1e3, 1e9) : age[row];
                recency[row] = row == 0 ? age[0] * 0.5 : recency[row];
                frequency[row] = row == 0 ? 1e5 : frequency[row];
            }
            case 9 -> weight[row] = logUniform(random, 1e-9, 1e15);
            case 10 -> {
                frequency[row] = Math.max(1, frequency[row]);
                recency[row] = age[row] * logUniform(random, 1e-12, 1);
            }
            default -> {}
        }
    }

    /** Gaps that are equal, or less even by a mean logarithm. */
    private static double[] evenGaps(double[] frequency, double[] recency, double less) {
        double[] sums = new double[frequency.length];
        Arrays.setAll(
                sums,
                row -> frequency[row] == 0 ? 0 : frequency[row] * (Math.log(recency[row] / frequency[row]) - less));
        return sums;
    }

    /** The same with whole times, for the model of periods. */
    static Purchases byPeriod(Purchases base) {
        double[] frequency = new double[base.size()];
        double[] recency = new double[base.size()];
        double[] age = new double[base.size()];
        for (int row = 0; row < base.size(); row++) {
            age[row] = Math.max(1, Math.rint(Math.min(base.age(row), 1e3)));
            recency[row] = Math.min(age[row], Math.ceil(base.recency(row) / base.age(row) * age[row]));
            frequency[row] = Math.min(base.frequency(row), recency[row]);
        }
        return Purchases.of(TimeScale.WEEKS, frequency, recency, age);
    }

    /** Fits and asks; the faults, none if all is well or the fit refused in words that teach. */
    List<String> faults(PurchaseFamily<?> candidate, long seed) {
        Purchases base = candidate.name().equals("bg-bb") ? byPeriod(base(seed)) : base(seed);
        String what = candidate.name() + " on base " + seed + " of " + base.size();
        List<String> faults = new ArrayList<>();
        try {
            fitted(candidate, base, what, seed, faults);
        } catch (RuntimeException | Error failure) {
            faults.add(what + ": " + failure);
        }
        return faults;
    }

    private void fitted(PurchaseFamily<?> candidate, Purchases base, String what, long seed, List<String> faults) {
        Fitted<? extends CustomerBaseModel> fitted;
        try {
            fitted = candidate.fit(base);
        } catch (FitException refused) {
            if (!String.valueOf(refused.getMessage()).contains("?")) {
                faults.add(what + ": refused without a check-list: " + refused.getMessage());
            }
            return;
        }
        if (!(Double.isFinite(fitted.logLikelihood())
                && Arrays.stream(fitted.estimates()).allMatch(Double::isFinite))) {
            faults.add(what + ": not finite: " + fitted.logLikelihood() + " " + Arrays.toString(fitted.estimates()));
        }
        if (!fitted.converged() && fitted.diagnostics().isEmpty()) {
            faults.add(what + ": nothing is said of " + fitted.ending());
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int row = 0; row < Math.min(base.size(), 3); row++) {
            double span = base.age(row) * logUniform(random, 1e-3, 1e3);
            ask(fitted.model(), base, row, candidate.name().equals("bg-bb") ? Math.ceil(Math.min(span, 300)) : span)
                    .forEach(fault -> faults.add(what + ": " + fault));
        }
    }

    private List<String> ask(CustomerBaseModel model, Purchases base, int row, double span) {
        PurchaseSummary c = new PurchaseSummary(base.frequency(row), base.recency(row), base.age(row));
        double x = c.frequency();
        double delta = Math.max(2e-5, 1 / span);
        List<String> faults = new ArrayList<>();
        String what = model + " of " + c + " for " + span + ": ";
        double alive = answer(what + "P(alive)", faults, 1, () -> model.probabilityAlive(x, c.recency(), c.age()));
        double all = Double.MAX_VALUE;
        answer(what + "ln L", faults, 0, () -> -Math.abs(model.logLikelihood(x, c.recency(), c.age())), -all);
        answer(what + "expected", faults, all, () -> model.expectedPurchases(x, c.recency(), c.age(), span));
        answer(what + "silent", faults, 1, () -> model.probabilityNoPurchase(x, c.recency(), c.age(), span));
        answer(what + "discounted", faults, all, () -> model.discountedPurchases(x, c.recency(), c.age(), span, delta));
        answer(
                what + "for ever",
                faults,
                all,
                () -> model.discountedPurchases(x, c.recency(), c.age(), Double.POSITIVE_INFINITY, delta));
        answer(what + "count", faults, all, () -> model.purchaseDistribution(x, c.recency(), c.age(), span)
                .interval(0.8)
                .upper());
        ToDoubleFunction<PurchaseKernel> of = kernel -> kernel.of(x, c.recency(), c.age());
        double tabulated = answer(what + "P(alive), column", faults, 1, () -> of.applyAsDouble(model.alive()));
        if (!(Math.abs(tabulated - alive) <= 1e-8 * alive)) {
            faults.add(what + "P(alive) is " + alive + " alone and " + tabulated + " in a column");
        }
        answer(what + "expected, column", faults, all, () -> of.applyAsDouble(model.purchasesWithin(span)));
        answer(what + "silent, column", faults, 1, () -> of.applyAsDouble(model.noPurchaseWithin(span)));
        answer(
                what + "for ever, column",
                faults,
                all,
                () -> of.applyAsDouble(model.discountedPurchasesWithin(Double.POSITIVE_INFINITY, delta)));
        return faults;
    }

    /** A question. */
    private interface Question {
        double answer();
    }

    private double answer(String what, List<String> faults, double most, Question question) {
        return answer(what, faults, most, question, 0);
    }

    private double answer(String what, List<String> faults, double most, Question question, double least) {
        long start = System.nanoTime();
        double answer;
        try {
            answer = question.answer();
        } catch (IllegalArgumentException refused) {
            // Of BG/BB, whose cost grows with periods: by name.
            faults.add(what + " is refused: " + refused.getMessage());
            return Double.NaN;
        }
        note((System.nanoTime() - start) / 1e6, what);
        if (!(answer >= least && answer <= most)) {
            faults.add(what + " is " + answer);
        }
        return answer;
    }

    private synchronized void note(double millis, String what) {
        if (millis > slowest) {
            slowest = millis;
            slowestWhat = what;
        }
    }

    /** The slowest answer. */
    synchronized String slowest() {
        return slowest + " ms: " + slowestWhat;
    }
}
