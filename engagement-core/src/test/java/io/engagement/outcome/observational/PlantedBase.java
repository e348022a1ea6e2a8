package io.engagement.outcome.observational;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A seeded base without a hold-out: customers buy at their own rate (gamma, shape 2, a purchase every other period on average) for
 * exponential amounts of 10. At {@link #DATE} some are contacted, by a rule that the test knows.
 */
final class PlantedBase {
    static final int CUSTOMERS = 6_000;
    static final int PERIODS = 40;
    static final int DATE = 32;
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

    double spend(int i, int from, int to) {
        double sum = 0;
        for (int t = from; t <= to; t++) {
            sum += spend[i][t];
        }
        return sum / (to - from + 1);
    }

    Panel panel() {
        Panel.Builder panel = Panel.builder();
        for (int i = 0; i < CUSTOMERS; i++) {
            for (int t = 0; t < PERIODS; t++) {
                panel.add("c" + i, t, spend[i][t]);
            }
        }
        return panel.build();
    }

    FirstContacts contacts(Panel panel) {
        return FirstContacts.in(panel, contacts);
    }

    ObservationalEvidence evidence() {
        Panel panel = panel();
        return ObservationalStudy.of(panel, contacts(panel), PLAN).evidence();
    }
}
