package io.engagement.outcome.targeting;

import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Who gains by a contact, and how much: learnt from a trial, on standardised columns with a ridge. It remembers whose rows it saw and
 * refuses to be judged on any row of theirs. Immutable.
 *
 * <p>What it says of a customer is no fact before it is {@linkplain #judge judged}: such a model may well be worse than chance.
 */
public final class UpliftModel implements StatisticalModel {
    static final String KIND = "uplift-model";
    static final int VERSION = 1;

    /** How its texts are read. */
    public static final Family<UpliftModel> FAMILY =
            Family.of(KIND, VERSION, (text, registry) -> UpliftText.read(text));

    /** The ridge unless told: that of one row a coefficient. */
    public static final double RIDGE = 1;

    private static final int RESAMPLES = 500;

    private final Parts parts;

    /**
     * What a model is made of.
     *
     * @param expected by arm
     * @param gains by arm; that of the hold-out, and all of a model in each arm, are those expected
     * @param costs by arm
     * @param seen hashes of the ids of customers, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
    record Parts(
            UpliftLearner learner,
            double ridge,
            List<String> arms,
            List<String> covariates,
            double worth,
            Design design,
            Regression[] expected,
            Regression[] gains,
            double[] costs,
            long[] seen) {}

    UpliftModel(Parts parts) {
        this.parts = parts;
    }

    /**
     * Learns with {@link #RIDGE}.
     *
     * @param trial rows to learn from, none of which can judge the model
     * @param learner how
     * @return the model
     * @throws FitException if an arm's coefficients have no finite maximum
     */
    public static UpliftModel fit(Trial trial, UpliftLearner learner) {
        return fit(trial, learner, RIDGE);
    }

    /**
     * Learns.
     *
     * @param trial rows to learn from, none of which can judge the model
     * @param learner how
     * @param ridge penalty of half the squared coefficients of columns in standard deviations; 0 for none
     * @return the model
     * @throws FitException if an arm's coefficients have no finite maximum
     * @throws IllegalArgumentException if the ridge is negative or not finite
     */
    public static UpliftModel fit(Trial trial, UpliftLearner learner, double ridge) {
        return new UpliftFit(Objects.requireNonNull(trial, "trial"), ridge).by(learner);
    }

    /**
     * How it learnt.
     *
     * @return the learner
     */
    public UpliftLearner learner() {
        return parts.learner();
    }

    /**
     * The penalty.
     *
     * @return of half the squared coefficients
     */
    public double ridge() {
        return parts.ridge();
    }

    /**
     * The arms.
     *
     * @return the hold-out first
     */
    public List<String> arms() {
        return parts.arms();
    }

    /**
     * What it needs to know of a customer.
     *
     * @return names, in order
     */
    public List<String> covariates() {
        return parts.covariates();
    }

    /**
     * Whether it has learnt from a row of this customer. Ids are known by hashes of 64 bits: of others, one in 18 million million
     * is taken for one of a million.
     *
     * @param customer an id
     * @return true if so
     */
    public boolean saw(String customer) {
        return Arrays.binarySearch(parts.seen(), UpliftFit.hash(Objects.requireNonNull(customer, "customer"))) >= 0;
    }

    /**
     * What a contact is expected to bring of a customer over no contact, before its cost.
     *
     * @param arm which contact
     * @param known the covariates in order, NaN where not known
     * @return worth &times; the outcome that is gained, in money
     * @throws IllegalArgumentException if there is no such arm, or the covariates are too few or too many
     */
    public double gain(String arm, double... known) {
        int place = contacted(arm);
        if (known.length != covariates().size()) {
            throw new IllegalArgumentException("known must be " + covariates() + ", were " + known.length + " numbers");
        }
        double[] row = parts.design().of(known);
        double gain = parts.gains()[place].of(row);
        return parts.worth() * (isOfArms() ? gain - parts.expected()[0].of(row) : gain);
    }

    /**
     * What a contact costs.
     *
     * @param arm which contact
     * @return the mean of the rows learnt from, in money
     * @throws IllegalArgumentException if there is no such arm
     */
    public double cost(String arm) {
        return parts.costs()[contacted(arm)];
    }

    private int contacted(String arm) {
        return TrialArms.contacted(arms(), arm);
    }

    private boolean isOfArms() {
        return parts.learner() == UpliftLearner.TWO_MODELS;
    }

    /**
     * The gain as a scorer of measures, for plans and the live store: times are in days, so the trial's must be too. A customer of
     * whom a measure is not known has no score.
     *
     * @param name of the scorer, lower-case letters, digits and underscores
     * @param arm which contact
     * @param measures the covariates in order, 1 to 12
     * @return a scorer of money
     * @throws IllegalArgumentException if there is no such arm, or the measures are not as many as the covariates
     */
    public Scorer scorer(String name, String arm, List<Measure> measures) {
        contacted(arm);
        if (measures.size() != covariates().size()) {
            throw new IllegalArgumentException("measures must be those of " + covariates() + ", were " + measures);
        }
        return Scorer.of(name, Scale.MONEY, measures, known -> gain(arm, known));
    }

    /**
     * Judges how well the model tells who gains more, by 500 resamples of customers.
     *
     * @param judging rows of other customers than those it learnt from
     * @param arm which contact
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return the judgement
     * @throws IllegalArgumentException if the model saw a customer of the rows, or the arms or covariates are others
     */
    public UpliftJudgement judge(Trial judging, String arm, long seed) {
        requireUnseen(judging);
        int place = contacted(arm);
        double[][] columns = parts.design().of(judging.rows().columns);
        double[] gains = gains(judging, columns)[place];
        double[][] means = expected(judging, columns);
        return UpliftJudgement.of(judging, place, gains, means[place], means[0], RESAMPLES, seed);
    }

    /** Refuses rows that the model has learnt from, and those of another trial. */
    void requireUnseen(Trial judging) {
        if (!judging.arms().equals(arms()) || !judging.covariates().equals(covariates())) {
            throw new IllegalArgumentException("judging must have arms " + arms() + " and covariates " + covariates()
                    + ", had " + judging.arms() + " and " + judging.covariates());
        }
        if (judging.worth() != parts.worth()) {
            throw new IllegalArgumentException("judging must have the worth of the rows learnt from, " + parts.worth()
                    + ", had " + judging.worth());
        }
        for (String customer : judging.rows().customers) {
            if (saw(customer)) {
                throw new IllegalArgumentException(
                        "judging must be rows of customers whom the model did not see, has '" + customer
                                + "': a model looks good on rows it has learnt from; keep a part of the trial aside");
            }
        }
    }

    /** Gains before cost by arm and row, 0 in the hold-out. */
    double[][] gains(Trial of, double[][] columns) {
        double[][] all = new double[arms().size()][of.size()];
        double[] without = parts.expected()[0].of(of.size(), columns);
        for (int arm = 1; arm < all.length; arm++) {
            double[] gain = parts.gains()[arm].of(of.size(), columns);
            for (int row = 0; row < gain.length; row++) {
                all[arm][row] = parts.worth() * (isOfArms() ? gain[row] - without[row] : gain[row]);
            }
        }
        return all;
    }

    /** What is expected by arm and row, in money and before cost. */
    double[][] expected(Trial of, double[][] columns) {
        return Arrays.stream(parts.expected())
                .map(each -> Arrays.stream(each.of(of.size(), columns))
                        .map(outcome -> parts.worth() * outcome)
                        .toArray())
                .toArray(double[][]::new);
    }

    Parts parts() {
        return parts;
    }

    /**
     * The model as text: what it says is the same to the bit when it is read back by {@link #FAMILY}. Of customers it holds no ids
     * but hashes of those whom it has learnt from, so that it is still refused to be judged on them.
     *
     * @throws IllegalArgumentException if the name of an arm or covariate has blanks around it or is more than a line
     */
    @Override
    public ModelText modelText() {
        return UpliftText.of(parts);
    }

    /** Learner and arms. */
    @Override
    public String toString() {
        return "who gains by " + arms().subList(1, arms().size()) + " over " + arms().get(0) + ", by "
                + learner().words() + " of " + covariates() + ", from " + parts.seen().length + " customers";
    }
}
