package io.engagement.journey.motive;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.LogView;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.InputColumns;
import io.engagement.score.Scorer;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What drives customers to leave, and to stay: a {@link DiscreteHazard} of {@link Motive}s on the periods in which customers were
 * truly at risk.
 *
 * <p>The log's past is cut into periods that end at the as-of instant. A customer has a row from the first period that begins after
 * they were first seen, until the one in which they leave, as an {@link Exit} says; motives are read as of the period's start. How
 * long a customer is known, and how long silent where silence is the exit, take part beside the motives: they go with leaving in
 * any base and are nobody's motive.
 *
 * <p>None of it is a cause: what goes with leaving may go with something else that is not looked at. Immutable, thread-safe.
 */
public final class MotiveModel implements StatisticalModel, Tabular {
    static final String KIND = "motives";
    private static final int VERSION = 1;
    private static final Duration PERIOD = Duration.ofDays(30);
    /** Numbers of a typical customer. */
    private static final double MOST = 1e15;

    /** How its texts are read. */
    public static final Family<MotiveModel> FAMILY = Family.of(KIND, VERSION, MotiveModel::read);

    private final Exit exit;
    private final Duration period;
    private final List<Motive> motives;
    private final DiscreteHazard hazard;
    private final RiskReadings readings;
    /** By column of the readings: the typical customer's number. */
    private final double[] typical;

    private final double[] slopes;
    private final double typicalLogOdds;

    MotiveModel(Exit exit, Duration period, List<Motive> motives, DiscreteHazard hazard, double... typical) {
        this.exit = exit;
        this.period = period;
        this.motives = List.copyOf(motives);
        this.hazard = hazard;
        this.typical = typical;
        readings = new RiskReadings(exit, period, motives);
        List<Motive> columns = readings.columns();
        slopes = columns.stream().mapToDouble(this::slope).toArray();
        typicalLogOdds = hazard.logOdds(IntStream.range(0, typical.length)
                .filter(j -> hazard.columns().contains(columns.get(j).name()))
                .mapToDouble(j -> columns.get(j).scaled(typical[j]))
                .toArray());
    }

    /** By unit; 0 of a rhythm that never changes. */
    private double slope(Motive column) {
        int place = hazard.columns().indexOf(column.name());
        return place < 0 ? 0 : hazard.perUnit(place);
    }

    /**
     * Finds the motives of a base, of the library's own, by periods of 30 days, or of the horizon within which an act is waited for.
     *
     * @param view the log as of the present
     * @param exit when a customer has left
     * @return the fit; its diagnostics tell which motives were left out, as the log holds too little of them, or too few leave or stay for
     *     all: the rarest go first, until there are five for each
     * @throws FitException if the log does not cover a period, or fewer than five leave, or stay, for each column of the rhythm and one
     *     motive
     */
    public static Fitted<MotiveModel> fit(LogView view, Exit exit) {
        Duration horizon = exit.patience()
                .filter(Patience.Alike.class::isInstance)
                .map(patience -> ((Patience.Alike) patience).longest())
                .orElse(PERIOD);
        return fit(view, exit, horizon, Motive.builtIn());
    }

    /**
     * Finds the motives of a base.
     *
     * @param view the log as of the present
     * @param exit when a customer has left
     * @param period how far a risk looks ahead
     * @param motives to be looked at, of different names
     * @return the fit; its diagnostics tell which motives were left out, as the log holds too little of them, or too few leave or stay for
     *     all: the rarest go first, until there are five for each
     * @throws FitException if the log does not cover a period, or fewer than five leave, or stay, for each column of the rhythm and one
     *     motive
     * @throws IllegalArgumentException if the period is not positive, or two motives have one name
     */
    public static Fitted<MotiveModel> fit(LogView view, Exit exit, Duration period, List<Motive> motives) {
        return new MotiveFit(view, exit, period, motives).fit();
    }

    /**
     * When a customer counts as having left.
     *
     * @return the exit
     */
    public Exit exit() {
        return exit;
    }

    /**
     * How far a risk looks ahead.
     *
     * @return the length of a period
     */
    public Duration period() {
        return period;
    }

    /**
     * The motives that take part.
     *
     * @return those of which the log held enough, in the order given
     */
    public List<Motive> motives() {
        return motives;
    }

    /**
     * The regression behind it.
     *
     * @return columns are the rhythm's and the motives', on the scales on which they take part
     */
    public DiscreteHazard hazard() {
        return hazard;
    }

    /**
     * What is read of a customer.
     *
     * @return measures, each once
     */
    public List<Measure> inputs() {
        return readings.inputs();
    }

    /**
     * The risk of a customer of whom everything is typical.
     *
     * @return of leaving within a period
     */
    public double typicalRisk() {
        return LogOdds.logistic(typicalLogOdds);
    }

    /**
     * A score of the risk: the probability that a customer who is there leaves within the next period. NaN for who is not at risk: never
     * seen, gone already, or silent for so short a time that it cannot become long enough.
     *
     * <p>A motive's contribution is its share of what all add to the typical customer's log-odds, along the straight way from the
     * typical customer to this one (Aumann and Shapley 1974, Values of Non-Atomic Games).
     *
     * @return a scorer {@code leaving_risk} on the scale PROBABILITY
     */
    public Scorer scorer() {
        return new LeavingRisk(this);
    }

    /**
     * What each motive has to do with leaving.
     *
     * @return the farthest from 0, in standard errors, first
     */
    public List<MotiveFinding> findings() {
        return MotiveFindings.of(this);
    }

    /**
     * What drives each customer now: of each side the three strongest motives.
     *
     * @param view the log as of now
     * @return those who are at risk, the highest risk first
     */
    public Drivers drivers(LogView view) {
        return Drivers.of(this, MeasureTable.of(view, TimeScale.DAYS, inputs()), Drivers.USUAL);
    }

    /**
     * What drives customers of a table.
     *
     * @param table with columns of {@link #inputs()}, in any unit of time
     * @param most how many motives of each side are told
     * @return those who are at risk, the highest risk first
     * @throws IllegalArgumentException if the table lacks a measure, or {@code most} is below 1
     */
    public Drivers drivers(MeasureTable table, int most) {
        return Drivers.of(this, table, most);
    }

    RiskReadings readings() {
        return readings;
    }

    InputColumns rows(MeasureTable table) {
        return InputColumns.of(table, readings.inputs(), TimeScale.DAYS);
    }

    double typical(int column) {
        return typical[column];
    }

    double typicalLogOdds() {
        return typicalLogOdds;
    }

    /** What a column adds to the typical customer's log-odds; nothing where it is not known. */
    double addend(int column, double value) {
        Motive motive = readings.columns().get(column);
        return slopes[column] == 0 || Double.isNaN(value)
                ? 0
                : slopes[column] * (motive.scaled(value) - motive.scaled(typical[column]));
    }

    /**
     * The log-odds of leaving, NaN if not at risk.
     *
     * @param in readings of the inputs, in days
     * @param own takes the numbers of the columns
     */
    double logOdds(double[] in, double[] own) {
        if (!readings.isAtRisk(in)) {
            return Double.NaN;
        }
        readings.values(in, own);
        double sum = typicalLogOdds;
        for (int j = 0; j < own.length; j++) {
            sum += addend(j, own[j]);
        }
        return sum;
    }

    private static MotiveModel read(ModelText text, Registry registry) {
        Exit exit = Exit.read(text, "exit", registry);
        List<Motive> motives = new ArrayList<>();
        for (int i = 0; i < text.count("motives"); i++) {
            motives.add(Motive.read(
                    text.word("motive." + i),
                    text.optionalWord("motive." + i + ".by").orElse(""),
                    registry));
        }
        DiscreteHazard hazard = DiscreteHazard.FAMILY.readPart(text, "hazard", registry);
        Duration period = MotiveText.duration(text, "period");
        List<String> names = new RiskReadings(exit, period, motives)
                .columns().stream().map(Motive::name).toList();
        if (!names.containsAll(hazard.columns())
                || !hazard.columns()
                        .containsAll(motives.stream().map(Motive::name).toList())) {
            throw new IllegalArgumentException("columns of the hazard must be the motives and of the rhythm " + names
                    + ", were " + hazard.columns());
        }
        double[] typical = MotiveText.numbers(text, "typical", names.size());
        return new MotiveModel(exit, period, motives, hazard, MotiveText.bounded("typical", -MOST, MOST, typical));
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION)
                .with("period", period.toString())
                .withPart("exit", exit.text())
                .with("motives", Integer.toString(motives.size()))
                .with("typical", MotiveText.line(typical));
        for (int i = 0; i < motives.size(); i++) {
            text = text.with("motive." + i, motives.get(i).name());
            if (!motives.get(i).source().isEmpty()) {
                text = text.with("motive." + i + ".by", motives.get(i).source());
            }
        }
        return text.withPart("hazard", hazard.modelText());
    }

    /** The findings: motive, side, odds ratio by step with its 95 % interval, z, whether clear, the typical number. */
    @Override
    public Table table() {
        return MotiveFindings.table(findings());
    }

    /** The table. */
    @Override
    public String toString() {
        return table().toString();
    }
}
