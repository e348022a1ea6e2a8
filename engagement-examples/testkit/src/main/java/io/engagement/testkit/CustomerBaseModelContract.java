package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The laws of every {@link CustomerBaseModel}. The test of a model that has a {@link io.engagement.customerbase.PurchaseFamily}
 * implements {@link PurchaseFamilyContract}, which adds those of fits.
 */
public interface CustomerBaseModelContract {
    /**
     * Models of parameters far apart, all in one unit of time, in which {@link #horizons()} and {@link #known()} are too.
     *
     * @return at least one
     */
    List<? extends CustomerBaseModel> models();

    /**
     * Reads what a model wrote.
     *
     * @param text of one of the models
     * @return the model
     */
    CustomerBaseModel read(String text);

    /**
     * The same model with times in another unit.
     *
     * @param model one of the models
     * @param other unit
     * @return the changed copy
     */
    CustomerBaseModel convertedTo(CustomerBaseModel model, TimeScale other);

    /**
     * Horizons that the model takes.
     *
     * @return lengths of time, positive and finite
     */
    default List<Double> horizons() {
        return List.of(0.5, 13.0, 52.0);
    }

    /**
     * How exactly expectations are computed.
     *
     * @return relative
     */
    default double precision() {
        return 1e-9;
    }

    /**
     * Customers of all kinds that the model can have.
     *
     * @return the usual ones, unless the model knows others
     */
    default List<PurchaseSummary> known() {
        return customers();
    }

    /**
     * Customers from one-time buyers to daily ones, if the unit is a week.
     *
     * @return thirty, the same in every run
     */
    static List<PurchaseSummary> customers() {
        Random random = new Random(4_711);
        List<PurchaseSummary> customers = new ArrayList<>();
        customers.add(new PurchaseSummary(0, 0, 0));
        customers.add(new PurchaseSummary(0, 0, 40));
        customers.add(new PurchaseSummary(1, 1e-3, 80));
        customers.add(new PurchaseSummary(200, 39.9, 40));
        customers.add(new PurchaseSummary(60, 5, 40));
        for (int i = 0; i < 25; i++) {
            double age = 1 + 100 * random.nextDouble();
            int x = (int) (random.nextDouble() * random.nextDouble() * 30);
            customers.add(new PurchaseSummary(x, x == 0 ? 0 : age * random.nextDouble(), age));
        }
        return customers;
    }

    /**
     * A model as of later than another: who was drawn from it began when the other's new customers begin.
     *
     * @param model one of the models
     * @param t length of time in the model's unit
     * @return the model itself, unless it knows a calendar
     */
    default CustomerBaseModel later(CustomerBaseModel model, double t) {
        return model;
    }

    /** P(alive) falls as a silence goes on; no purchase is at least as probable as not being alive. */
    @Test
    default void probabilitiesLieBetween0And1AndFallWithSilence() {
        for (CustomerBaseModel model : models()) {
            for (PurchaseSummary c : known()) {
                double before = 1;
                for (double silence : new double[] {0, 1, 10, 100, 1000}) {
                    double age = c.age() + silence;
                    double alive = model.probabilityAlive(c.frequency(), c.recency(), age);
                    assertThat(alive)
                            .as(
                                    "P(alive) of %s in %s: from 0 to 1, and never higher after a longer silence",
                                    c, Shown.model(model))
                            .isBetween(0.0, before + 1e-12);
                    assertThat(model.probabilityNoPurchase(c.frequency(), c.recency(), age, 13))
                            .as("P(no purchase) of %s in %s: who is not alive buys nothing", c, Shown.model(model))
                            .isBetween(0.0, 1.0)
                            .isGreaterThanOrEqualTo(1 - alive - 1e-12);
                    before = alive;
                }
            }
        }
    }

    /** Of customers who were drawn, all made a first purchase, and their repeat purchases are counted. */
    @Test
    default void theFirstPurchaseIsOneMoreThanTheRepeatPurchases() {
        models().forEach(model -> checkPurchasesWithFirst(model, later(model, 26)));
    }

    /**
     * What is expected of new customers is what others did who were drawn and began so long before.
     *
     * @param model of now
     * @param later the same model as of 26 units of time later
     */
    static void checkPurchasesWithFirst(CustomerBaseModel model, CustomerBaseModel later) {
        double[] ages = new double[4_000];
        Arrays.fill(ages, 26);
        Purchases drawn = later.simulate(ages, 6);
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < drawn.size(); row++) {
            double purchases = 1 + drawn.frequency(row);
            sum += purchases;
            squares += purchases * purchases;
        }
        double mean = sum / drawn.size();
        double error = Math.sqrt((squares / drawn.size() - mean * mean) / drawn.size());
        assertThat(model.expectedPurchasesWithFirst(0))
                .as("purchases of a new customer of %s: the first one", Shown.model(model))
                .isEqualTo(1);
        assertThat(model.expectedPurchasesWithFirst(26))
                .as("expectedPurchases(26) and simulate(), seed 6, of %s: one model", Shown.model(model))
                .isCloseTo(mean, within(5 * error + 1e-12));
    }

    /** Of known customers: it sums to 1, its mean is the expectation, and 0 has the probability of no purchase. */
    @Test
    default void theDistributionAgreesWithExpectationAndSilence() {
        for (CustomerBaseModel model : models()) {
            for (PurchaseSummary c : known()) {
                for (double t : horizons()) {
                    CountDistribution counts = model.purchaseDistribution(c.frequency(), c.recency(), c.age(), t);
                    String what = Shown.model(model) + " " + c + " " + t;
                    checkSums(what, counts);
                    double expected = model.expectedPurchases(c.frequency(), c.recency(), c.age(), t);
                    assertThat(counts.mean())
                            .as("mean of the distribution, and expected purchases, of " + what)
                            .isEqualTo(expected);
                    assertThat(counts.probability(0))
                            .as("probability of 0, and of no purchase, of " + what)
                            .isCloseTo(
                                    model.probabilityNoPurchase(c.frequency(), c.recency(), c.age(), t),
                                    within(precision()));
                }
            }
        }
    }

    /** It sums to 1, and its mean is the expectation. */
    @Test
    default void theDistributionOfNewCustomersAgreesWithTheirExpectation() {
        for (CustomerBaseModel model : models()) {
            for (double t : horizons()) {
                CountDistribution counts = model.purchaseDistribution(t);
                checkSums(Shown.model(model) + " " + t, counts);
                assertThat(counts.mean())
                        .as(
                                "mean of purchaseDistribution(%s), and expectedPurchases(%s), of %s",
                                t, t, Shown.model(model))
                        .isEqualTo(model.expectedPurchases(t));
            }
            assertThat(model.expectedPurchases(0))
                    .as("expectedPurchases(0) of %s: within no time nobody buys again", Shown.model(model))
                    .isZero();
            assertThat(model.purchaseDistribution(0).probability(0))
                    .as(
                            "purchaseDistribution(0).probability(0) of %s: within no time nobody buys again",
                            Shown.model(model))
                    .isCloseTo(1, within(1e-12));
        }
    }

    private void checkSums(String what, CountDistribution counts) {
        double sum = 0;
        double mean = 0;
        for (int count = 0; count <= counts.last(); count++) {
            sum += counts.probability(count);
            mean += count * counts.probability(count);
        }
        assertThat(sum).as("sum of all probabilities of " + what).isCloseTo(1, within(precision()));
        assertThat(mean)
                .as("mean over all probabilities of " + what)
                .isCloseTo(counts.mean(), within(precision() * (1 + counts.mean())));
    }

    /** The higher the rate, the less is left; a rate of 0 leaves all. */
    @Test
    default void discountingTakesAwayAndNothingAtRate0() {
        for (CustomerBaseModel model : models()) {
            for (PurchaseSummary c : known()) {
                double expected = model.expectedPurchases(c.frequency(), c.recency(), c.age(), 52);
                assertThat(model.discountedPurchases(c.frequency(), c.recency(), c.age(), 52, 0))
                        .as("discounted at rate 0, and expected purchases, of %s in %s", c, Shown.model(model))
                        .isCloseTo(expected, within(precision() * (1 + expected)));
                double before = expected;
                for (double delta : new double[] {1e-9, 0.002, 0.1}) {
                    double less = model.discountedPurchases(c.frequency(), c.recency(), c.age(), 52, delta);
                    assertThat(less)
                            .as(
                                    "discounted purchases of %s in %s: the less the higher the rate, %s",
                                    c, Shown.model(model), delta)
                            .isBetween(
                                    expected * Math.exp(-delta * 52) * (1 - precision()), before * (1 + precision()));
                    before = less;
                }
                assertThat(model.discountedPurchases(
                                c.frequency(), c.recency(), c.age(), Double.POSITIVE_INFINITY, 0.1))
                        .as(
                                "discounted purchases for ever of %s in %s: at least those within 52",
                                c, Shown.model(model))
                        .isGreaterThanOrEqualTo(before * (1 - precision()));
            }
        }
    }

    /** A column and a single customer: one kernel. */
    @Test
    default void manyRowsGetTheBitsOfOne() {
        List<PurchaseSummary> customers = known();
        PurchaseDefinition days = PurchaseDefinition.standard();
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        columns.put(days.frequency(), column(customers, PurchaseSummary::frequency));
        columns.put(days.recency(), column(customers, PurchaseSummary::recency));
        columns.put(days.age(), column(customers, PurchaseSummary::age));
        MeasureTable table =
                MeasureTable.ofColumns(Instant.EPOCH, models().get(0).timeScale(), List.of(), columns);
        for (CustomerBaseModel model : models()) {
            Map<String, PurchaseKernel> kernels = Map.of(
                    "alive()", model.alive(),
                    "purchasesWithin(13)", model.purchasesWithin(13),
                    "noPurchaseWithin(13)", model.noPurchaseWithin(13),
                    "discountedPurchasesWithin(infinity, 0.01)",
                            model.discountedPurchasesWithin(Double.POSITIVE_INFINITY, 0.01));
            kernels.forEach(
                    (name, kernel) -> checkColumn(name + " of " + Shown.model(model), kernel, table, customers));
        }
    }

    private static void checkColumn(
            String what, PurchaseKernel kernel, MeasureTable table, List<PurchaseSummary> customers) {
        PurchaseDefinition days = PurchaseDefinition.standard();
        double[] out = new double[customers.size()];
        kernel.of(
                table.column(days.frequency()),
                table.column(days.recency()),
                table.column(days.age()),
                0,
                customers.size(),
                out);
        for (int row = 0; row < customers.size(); row++) {
            PurchaseSummary c = customers.get(row);
            assertThat(out[row])
                    .as("%s, of %s, in a column and alone: PurchaseKernel.computed makes both of one", what, c)
                    .isEqualTo(kernel.of(c.frequency(), c.recency(), c.age()));
        }
        assertThat(kernel.of(Double.NaN, Double.NaN, Double.NaN))
                .as("%s, of a customer who has not bought yet, all NaN: NaN stays NaN", what)
                .isNaN();
    }

    /** Kernels say what the methods for one customer say. */
    @Test
    default void columnsAreAsExactAsOneCustomer() {
        for (CustomerBaseModel model : models()) {
            for (PurchaseSummary c : known()) {
                String what =
                        " and the method for one customer, of " + c + " in " + Shown.model(model) + ": one formula";
                close("alive()" + what, model.alive(), c, model.probabilityAlive(c.frequency(), c.recency(), c.age()));
                close(
                        "purchasesWithin(39)" + what,
                        model.purchasesWithin(39),
                        c,
                        model.expectedPurchases(c.frequency(), c.recency(), c.age(), 39));
                close(
                        "noPurchaseWithin(39)" + what,
                        model.noPurchaseWithin(39),
                        c,
                        model.probabilityNoPurchase(c.frequency(), c.recency(), c.age(), 39));
                close(
                        "discountedPurchasesWithin(200, 0.01)" + what,
                        model.discountedPurchasesWithin(200, 0.01),
                        c,
                        model.discountedPurchases(c.frequency(), c.recency(), c.age(), 200, 0.01));
            }
        }
    }

    private static void close(String what, PurchaseKernel kernel, PurchaseSummary c, double expected) {
        assertThat(kernel.of(c.frequency(), c.recency(), c.age()))
                .as(what)
                .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-300));
    }

    private static double[] column(List<PurchaseSummary> customers, ToDoubleFunction<PurchaseSummary> field) {
        return customers.stream().mapToDouble(field).toArray();
    }

    /** What is simulated has the distribution that is stated: a test of chi squared at a level of about 1e-6. */
    @Test
    default void simulatedCustomersBuyAsOftenAsTheModelSays() {
        for (CustomerBaseModel model : models()) {
            int customers = 20_000;
            double[] ages = new double[customers];
            Arrays.fill(ages, 26);
            Purchases drawn = later(model, 26).simulate(ages, 20_261_124);
            assertThat(drawn.size())
                    .as("customers of simulate(), one for each age")
                    .isEqualTo(customers);
            CountDistribution stated = model.purchaseDistribution(26);
            int classes = 12;
            double[] seen = new double[classes + 1];
            for (int row = 0; row < customers; row++) {
                seen[(int) Math.min(classes, drawn.frequency(row))]++;
            }
            double beyond = 1;
            double distance = 0;
            for (int count = 0; count <= classes; count++) {
                double probability = count < classes ? stated.probability(count) : beyond;
                beyond -= probability;
                double expected = Math.max(customers * probability, 5);
                distance +=
                        (seen[count] - customers * probability) * (seen[count] - customers * probability) / expected;
            }
            assertThat(distance)
                    .as(
                            "chi squared of %d classes of purchases, simulated with seed 20261124, of %s:"
                                    + " simulate() draws what purchaseDistribution() says",
                            classes, Shown.model(model))
                    .isLessThan(55);
        }
    }

    /** The same bits on one thread and on four; another seed draws another base. */
    @Test
    default void aSeedGivesTheSameBaseOnAnyNumberOfThreads() {
        double[] ages = new double[5_000];
        Arrays.setAll(ages, i -> i % 60);
        CustomerBaseModel model = models().get(0);
        Purchases one = onThreads(1, () -> model.simulate(ages, 3));
        Purchases four = onThreads(4, () -> model.simulate(ages, 3));
        for (int row = 0; row < ages.length; row++) {
            assertThat(List.of(four.frequency(row), four.recency(row), four.logGaps(row)))
                    .as("row %d drawn by simulate() on four threads: a generator for each row, by seed and row", row)
                    .isEqualTo(List.of(one.frequency(row), one.recency(row), one.logGaps(row)));
        }
        // Of all customers: some of them buy, whatever the model, and no two seeds draw thousands alike.
        assertThat(purchases(model.simulate(ages, 4)).equals(purchases(one)))
                .as("the same 5,000 customers, drawn by simulate() with another seed: let the seed begin its generator")
                .isFalse();
    }

    /** A parallel stream stays in the pool that it is started in. */
    private static <T> T onThreads(int threads, Supplier<T> work) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work::get).join();
        } finally {
            pool.shutdown();
        }
    }

    private static List<PurchaseSummary> purchases(Purchases drawn) {
        return IntStream.range(0, drawn.size())
                .mapToObj(row -> new PurchaseSummary(drawn.frequency(row), drawn.recency(row), drawn.age(row)))
                .toList();
    }

    /** Text, name, unit, typical customer and likelihood, and it is of the same class. */
    @Test
    default void aModelThatWasSavedIsReadToTheBit() {
        for (CustomerBaseModel model : models()) {
            CustomerBaseModel read = read(model.toText());
            assertThat(read.getClass().getName())
                    .as(
                            "what was read of %s: if it is another class, the kind '%s' is taken",
                            Shown.model(model), model.name())
                    .isEqualTo(model.getClass().getName());
            Shown.assertSameLines(read.toText(), model.toText(), Advice.readBack("toText()"));
            assertThat(read.name()).as(Advice.READ, "name()").isEqualTo(model.name());
            assertThat(read.timeScale()).as(Advice.READ, "timeScale()").isEqualTo(model.timeScale());
            assertThat(read.typical()).as(Advice.READ, "typical()").isEqualTo(model.typical());
            assertThat(read.logLikelihood(3, 20, 30))
                    .as(Advice.READ, "logLikelihood(3, 20, 30)")
                    .isEqualTo(model.logLikelihood(3, 20, 30));
        }
    }

    /** A week is seven days; a model of purchases by period knows no other unit and refuses it. */
    @Test
    default void predictionsDoNotDependOnTheUnitOfTime() {
        for (CustomerBaseModel model : models()) {
            TimeScale other = model.timeScale() == TimeScale.DAYS ? TimeScale.HOURS : TimeScale.DAYS;
            if (model.definition().period().isPresent()) {
                Advice.assertThrows(
                        IllegalArgumentException.class,
                        Shown.model(model) + " in " + other + " is refused, as its purchases are counted by period",
                        () -> convertedTo(model, other));
            } else {
                CustomerBaseModel converted = convertedTo(model, other);
                assertThat(converted.timeScale())
                        .as("timeScale() of %s, converted", Shown.model(model))
                        .isEqualTo(other);
                known().forEach(c -> checkUnit(model, converted, c));
            }
        }
    }

    private static void checkUnit(CustomerBaseModel model, CustomerBaseModel converted, PurchaseSummary c) {
        double factor = model.timeScale().millis() / converted.timeScale().millis();
        double x = c.frequency();
        double recency = factor * c.recency();
        double age = factor * c.age();
        String what = Shown.model(model) + " of " + c + " and in " + converted.timeScale()
                + ": is each parameter's inTime(power) its power of time?";
        assertThat(converted.probabilityAlive(x, recency, age))
                .as("P(alive) by " + what)
                .isCloseTo(model.probabilityAlive(x, c.recency(), c.age()), within(1e-9));
        double expected = model.expectedPurchases(x, c.recency(), c.age(), 13);
        assertThat(converted.expectedPurchases(x, recency, age, factor * 13))
                .as("expected purchases by " + what)
                .isCloseTo(expected, within(1e-9 * (1 + expected)));
        double logLikelihood = model.logLikelihood(x, c.recency(), c.age());
        assertThat(converted.logLikelihood(x, recency, age))
                .as("log-likelihood, by its density, by " + what)
                .isCloseTo(
                        Double.isInfinite(logLikelihood) ? logLikelihood : logLikelihood - x * Math.log(factor),
                        within(1e-9 * (1 + Math.abs(logLikelihood))));
    }

    /** Negative, infinite and NaN. */
    @Test
    default void impossibleCustomersAndHorizonsAreRefused() {
        CustomerBaseModel model = models().get(0);
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Advice.assertRefused("expectedPurchases(" + bad + ")", () -> model.expectedPurchases(bad));
            Advice.assertRefused("purchaseDistribution(" + bad + ")", () -> model.purchaseDistribution(bad));
            Advice.assertRefused(
                    "purchaseDistribution(1, 1, 2, " + bad + ")", () -> model.purchaseDistribution(1, 1, 2, bad));
            Advice.assertRefused(
                    "expectedPurchases(1, 1, 2, " + bad + ")", () -> model.expectedPurchases(1, 1, 2, bad));
            Advice.assertRefused("noPurchaseWithin(" + bad + ")", () -> model.noPurchaseWithin(bad));
            Advice.assertRefused("logLikelihood(" + bad + ", 1, 2)", () -> model.logLikelihood(bad, 1, 2));
            Advice.assertRefused("probabilityAlive(1, 1, " + bad + ")", () -> model.probabilityAlive(1, 1, bad));
            Advice.assertRefused("simulate({" + bad + "}, 1)", () -> model.simulate(new double[] {bad}, 1));
        }
        Advice.assertRefused(
                "discountedPurchases(1, 1, 2, 5, -0.1)", () -> model.discountedPurchases(1, 1, 2, 5, -0.1));
        Advice.assertRefused(
                "discountedPurchases(1, 1, 2, infinity, 0)",
                () -> model.discountedPurchases(1, 1, 2, Double.POSITIVE_INFINITY, 0));
    }
}
