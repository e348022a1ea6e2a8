package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.internal.index.FirstResult;
import io.engagement.score.Path;
import io.engagement.score.Step;
import io.engagement.score.Words;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Explains a quantity of a customer-base model in two ordered steps: {@value #HABIT}, from the typical customer to this
 * one at one usual gap after the last purchase (how many purchases, how fast, known for how long), and {@value
 * #SILENCE}, from there to now. A customer of one purchase has no usual gap; the base's typical one is used instead.
 *
 * <p>Facts fit their amounts: of several differences between two customers, the one that works in the amount's
 * direction is told.
 *
 * <p>Thread-safe.
 */
public final class Rhythm {
    /** Name of the first step: {@value}. */
    public static final String HABIT = "habit";

    /** Name of the second step: {@value}. */
    public static final String SILENCE = "silence";

    private final CustomerBaseModel model;
    private final ActWords words;
    /** 1 where more is better for the company, -1 where less is. */
    private final int better;

    private final Supplier<Double> typicalGap;

    private Rhythm(CustomerBaseModel model, String act, int better) {
        this.model = Objects.requireNonNull(model, "model");
        this.words = ActWords.of(act, model.timeScale(), model.definition());
        this.better = better;
        this.typicalGap = new FirstResult<>(() -> typicalGap(model.usual()));
    }

    /**
     * The rhythm behind a quantity that grows with what a customer buys, such as expected purchases.
     *
     * @param model whose typical customer is compared with
     * @return the rhythm of the acts that the model counts
     */
    public static Rhythm ofGain(CustomerBaseModel model) {
        return new Rhythm(model, ActWords.noun(model.definition()), 1);
    }

    /**
     * The rhythm behind a quantity that falls with what a customer buys, such as the risk.
     *
     * @param model whose typical customer is compared with
     * @return the rhythm of the acts that the model counts
     */
    public static Rhythm ofLoss(CustomerBaseModel model) {
        return new Rhythm(model, ActWords.noun(model.definition()), -1);
    }

    /**
     * The same in other words, for a model of other acts than purchases.
     *
     * @param act what one of them is called in sentences, in the singular: "visit"
     * @return the changed copy
     */
    public Rhythm withAct(String act) {
        return new Rhythm(model, act, better);
    }

    /**
     * What one of the acts is called.
     *
     * @return in the singular, such as "purchase"
     */
    public String act() {
        return words.act();
    }

    /**
     * The path of a quantity from the typical customer to one customer.
     *
     * @param quantity of the model
     * @param frequency x, not NaN
     * @param recency t_x
     * @param age T
     * @return the quantity of the typical customer, of this one at one usual gap after the last purchase, and of this
     *     one now
     */
    public Path path(PurchaseKernel quantity, double frequency, double recency, double age) {
        double[][] points = points(frequency, recency, age);
        PurchaseKernel any = quantity.forReasons();
        double start = any.of(points[0][0], points[0][1], points[0][2]);
        double habit = points[1] == points[0] ? start : any.of(points[1][0], points[1][1], points[1][2]);
        double now = any.of(frequency, recency, age);
        return path(new double[] {start, habit, now}, frequency, recency, age);
    }

    /** x, t_x and T of the typical customer, of this one at one own gap after the last purchase, and of this one now. */
    double[][] points(double frequency, double recency, double age) {
        PurchaseSummary typical = model.typical();
        Own own = new Own(frequency, recency, age);
        double[] start = {typical.frequency(), typical.recency(), typical.age()};
        double[] habit =
                hasNoHabit(own, new Own(typical)) ? start : new double[] {frequency, recency, recency + gap(own)};
        return new double[][] {start, habit, {frequency, recency, age}};
    }

    /** The path by what an explained score reads at the three points. */
    Path path(double[] inputs, double frequency, double recency, double age) {
        PurchaseSummary typical = model.typical();
        Own own = new Own(frequency, recency, age);
        return new Path(
                inputs[0],
                List.of(
                        new Step(
                                HABIT,
                                frequency,
                                typical.frequency(),
                                inputs[1],
                                amount -> habit(own, amount * better)),
                        new Step(
                                SILENCE,
                                own.silence(),
                                typical.age() - typical.recency(),
                                inputs[2],
                                amount -> silence(own, amount * better))));
    }

    private record Own(double frequency, double recency, double age) {
        Own(PurchaseSummary customer) {
            this(customer.frequency(), customer.recency(), customer.age());
        }

        double silence() {
            return age - recency;
        }

        double purchases() {
            return frequency + 1;
        }
    }

    /**
     * Whether only the silence tells two customers apart. Two customers of one purchase have no habit; a loss is still
     * explained by the usual gap, which argues for it.
     */
    private boolean hasNoHabit(Own own, Own typical) {
        return own.equals(typical) || (better > 0 && areOfOnePurchase(own, typical));
    }

    private static boolean areOfOnePurchase(Own own, Own typical) {
        return own.frequency() == 0 && typical.frequency() == 0;
    }

    private double gap(Own own) {
        double gap = own.frequency() > 0 ? own.recency() / own.frequency() : typicalGap.get();
        return model.definition().period().isPresent() ? Math.max(1, Math.rint(gap)) : gap;
    }

    /**
     * The typical customer's gap. Where that customer bought once, the gap of customers who come again: the purchases
     * that the model expects of them by the typical age, evenly spread.
     */
    private static double typicalGap(CustomerBaseModel model) {
        PurchaseSummary typical = model.typical();
        if (typical.frequency() > 0) {
            return typical.recency() / typical.frequency();
        }
        double year = TimeScale.YEARS.millis() / model.timeScale().millis();
        double age = typical.age() > 0 ? typical.age() : year;
        double again = 1 - model.purchaseDistribution(age).probability(0);
        double gap = age / (model.expectedPurchases(age) / again + 1);
        return gap > 0 ? gap : age;
    }

    /** The fact behind the silence; good is above 0 if it is better for the company than one usual gap would be. */
    private String silence(Own own, double good) {
        Own typical = new Own(model.typical());
        if (better > 0 && areOfOnePurchase(own, typical)) {
            return words.times(1) + ", " + words.when(own.silence()) + " (typical " + words.when(typical.silence())
                    + ")";
        }
        double gap = gap(own);
        boolean overdue = own.silence() > gap;
        String fact = overdue ? overdue(own, gap) : recent(own, gap);
        if (overdue && good > 0) {
            return "the next " + words.act() + " is due: " + fact;
        }
        return !overdue && good < 0 ? fact + ", the next one is not due yet" : fact;
    }

    private String overdue(Own own, double gap) {
        String silent = "silent for " + words.since(own.silence());
        if (own.frequency() == 0) {
            return words.times(1) + ", " + silent + " since" + usualOfOthers(gap);
        }
        if (own.frequency() == 1) {
            return silent + " after two " + words.plural() + " " + words.time(gap) + " apart";
        }
        return silent + ", " + words.every(gap) + Words.usualGaps(own.silence() / gap);
    }

    private String pace(Own own, double gap) {
        return own.frequency() == 1 ? words.twice(gap) : words.every(gap);
    }

    private String recent(Own own, double gap) {
        if (own.frequency() == 0) {
            return "the only " + words.act() + " is "
                    + (words.isOfToday(own.silence()) ? "of today" : words.since(own.silence()) + " old")
                    + usualOfOthers(gap);
        }
        return words.ago(own.silence())
                + (own.frequency() == 1 ? ", " + words.time(gap) + " after the first time" : ", " + words.every(gap));
    }

    private String usualOfOthers(double gap) {
        return ", where " + words.time(gap) + " between " + words.plural() + " are usual";
    }

    /** The fact behind the habit, in the direction in which it works. */
    private String habit(Own own, double good) {
        Own typical = new Own(model.typical());
        double gap = gap(own);
        double more = own.purchases() - typical.purchases();
        if (more * good > 0) {
            return words.times(own.purchases()) + " (typical " + Words.figure(typical.purchases()) + ")";
        }
        if (own.frequency() > 0 && typical.frequency() > 0 && (gap(typical) - gap) * good > 0) {
            return pace(own, gap) + " (typical " + words.time(gap(typical)) + ")";
        }
        if (typical.silence() > gap && good > 0) {
            if (areOfOnePurchase(own, typical) && own.silence() > gap) {
                return "the typical customer, too, has been silent for " + words.since(typical.silence());
            }
            return (own.frequency() == 0 ? "a usual gap is " + words.time(gap) : pace(own, gap))
                    + ", while the typical customer has been silent for " + words.since(typical.silence());
        }
        return words.times(own.purchases()) + " in " + words.since(own.age()) + " (typical "
                + Words.figure(typical.purchases()) + " in " + words.since(typical.age()) + ")";
    }
}
