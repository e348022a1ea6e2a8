package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A seeded base without a hold-out: customers buy at their own rate (gamma, shape 2, a purchase every other period on average) for
 * exponential amounts of 10. At {@link #DATE} some are contacted, by a rule that the test knows.
 */
final class PlantedBase {
    static final int CUSTOMERS = 4_000;
    static final int PERIODS = 34;
    static final int DATE = 26;
    static final EventWindow SHORT = new EventWindow(0, 3);
    static final EventWindow LONG = new EventWindow(4, 7);
    static final StudyPlan PLAN = StudyPlan.of(8).withWindow("short", SHORT).withWindow("long", LONG);

    /** Who is contacted: log-odds by rate (1 on average) and by spend in the last four periods (20 on average). */
    interface Selection {
        double logOdds(double rate, double lastMonth);
    }

    private final SplittableRandom random;
    private final double[] rates = new double[CUSTOMERS];
    private final double[][] spend = new double[CUSTOMERS][PERIODS];
    private final Map<String, Integer> contacts = new HashMap<>();

    private PlantedBase(long seed) {
        random = new SplittableRandom(seed);
    }

    static PlantedBase of(long seed, Selection selection) {
        PlantedBase base = new PlantedBase(seed);
        for (int i = 0; i < CUSTOMERS; i++) {
            base.rates[i] = (base.exponential() + base.exponential()) / 2;
            for (int t = 0; t < PERIODS; t++) {
                base.spend[i][t] = base.purchases(base.rates[i] / 2);
            }
            double lastMonth = 0;
            for (int t = DATE - 4; t < DATE; t++) {
                lastMonth += base.spend[i][t];
            }
            double odds = Math.exp(selection.logOdds(base.rates[i], lastMonth));
            if (base.random.nextDouble() < odds / (1 + odds)) {
                base.contacts.put("c" + i, DATE);
            }
        }
        return base;
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    /** The sum of a Poisson number of exponential amounts. */
    private double purchases(double mean) {
        double sum = 0;
        for (double time = exponential(); time < mean; time += exponential()) {
            sum += 10 * exponential();
        }
        return sum;
    }

    boolean isContacted(int i) {
        return contacts.containsKey("c" + i);
    }

    /** More purchases of the contacted in each period, as a mean spend by periods since the contact. */
    PlantedBase plus(DoubleUnaryOperator more) {
        for (int i = 0; i < CUSTOMERS; i++) {
            if (isContacted(i)) {
                for (int t = 0; t < PERIODS; t++) {
                    double amount = more.applyAsDouble(t - DATE);
                    spend[i][t] += amount == 0 ? 0 : Math.signum(amount) * purchases(Math.abs(amount) / 10);
                }
            }
        }
        return this;
    }

    private double spend(int i, int from, int to) {
        double sum = 0;
        for (int t = from; t <= to; t++) {
            sum += spend[i][t];
        }
        return sum / (to - from + 1);
    }

    /** The contacted less the others, after the contact. */
    Effect naive(EventWindow window) {
        double[] treated = after(window, true);
        double[] others = after(window, false);
        return Effect.normal(mean(treated) - mean(others), Math.hypot(error(treated), error(others)));
    }

    private double[] after(EventWindow window, boolean contacted) {
        return IntStream.range(0, CUSTOMERS)
                .filter(i -> isContacted(i) == contacted)
                .mapToDouble(i -> spend(i, DATE + window.from(), DATE + window.to()))
                .toArray();
    }

    /** The contacted after less before, in windows of the same length. */
    Effect beforeAfter(EventWindow window) {
        double[] changes = IntStream.range(0, CUSTOMERS)
                .filter(this::isContacted)
                .mapToDouble(i ->
                        spend(i, DATE + window.from(), DATE + window.to()) - spend(i, DATE - window.length(), DATE - 1))
                .toArray();
        return Effect.normal(mean(changes), error(changes));
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double error(double... values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares) / values.length;
    }

    Panel panel() {
        Panel.Builder panel = Panel.builder();
        for (int i = 0; i < CUSTOMERS; i++) {
            for (int t = 0; t < PERIODS; t++) {
                if (spend[i][t] != 0 || t == 0 || t == PERIODS - 1) {
                    panel.add("c" + i, t, spend[i][t]);
                }
            }
        }
        return panel.buildWithZeros();
    }

    FirstContacts contacts(Panel panel) {
        return FirstContacts.inPeriods(panel, contacts);
    }

    ObservationalEvidence evidence() {
        Panel panel = panel();
        return ObservationalStudy.of(panel, contacts(panel), PLAN).evidence();
    }
}
