package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;
import io.engagement.internal.metric.Isotonic;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * How often asks are answered by how much else the customer gets. Who gets much differs from who gets little, and so do the contacts: the
 * curve over all customers is no effect. Beside it stands the slope within customers, with the kind of contact (purpose and channel) as
 * covariate; where the two contradict each other, the verdict says nothing. The levels of a cause are {@linkplain
 * #withControls only those} of contacts that were given at random. Immutable.
 */
public final class Pressure implements Tabular {
    /** A level with fewer asks is shown, but does not judge. */
    static final int FEWEST = 100;

    private final Answers answers;
    private final PressureLevels pressure;
    private final List<Level> levels;
    private final PressureFits fits;
    private final List<CausalLevel> causal;

    private Pressure(
            Answers answers, PressureLevels pressure, List<Level> levels, PressureFits fits, List<CausalLevel> causal) {
        this.answers = answers;
        this.pressure = pressure;
        this.levels = levels;
        this.fits = fits;
        this.causal = causal;
    }

    static Pressure of(Answers answers, PressureLevels pressure) {
        Cells cells = new Cells(answers);
        PressurePass pass = new PressurePass(answers, pressure, cells);
        Map<PressurePass.Key, long[]> counts = pass.counts();
        return new Pressure(
                answers, pressure, levels(counts), PressureFits.of(answers, pass, counts, cells), List.of());
    }

    private static List<Level> levels(Map<PressurePass.Key, long[]> counts) {
        TreeMap<Integer, long[]> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.merge(key.level(), count, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
        Isotonic falling = new Isotonic(sums.size());
        // The never falling fit, read backwards, is the never rising one.
        sums.descendingMap().forEach((level, count) -> {
            if (count[0] >= FEWEST) {
                falling.add(-level, (double) count[1] / count[0], (double) count[0]);
            }
        });
        falling.pool();
        List<Level> levels = new ArrayList<>();
        sums.forEach((level, count) -> levels.add(new Level(level, count[0], count[1], fit(falling, level))));
        return List.copyOf(levels);
    }

    private static double fit(Isotonic falling, int level) {
        for (int block = 0; block < falling.blocks(); block++) {
            if (falling.first(block) <= -level && -level <= falling.last(block)) {
                return falling.mean(block);
            }
        }
        return Double.NaN;
    }

    /** What response by pressure tells. */
    public enum Verdict {
        /** The response falls with pressure, over all customers and within them. */
        FALLS("it falls with pressure, over all customers and within them"),
        /** No fall is seen, neither over all customers nor within them. */
        NO_FALL("no fall is seen, neither over all customers nor within them"),
        /** Nothing is said: the curve over all customers and the slope within them contradict each other. */
        CONTRADICTED("none, as the curve over all customers and the slope within them contradict each other"),
        /** Nothing is said: fewer than two levels have 100 asks, or no customer has asks at different ones. */
        TOO_FEW("none, as too few asks are at different levels"),
        /** Nothing is said: each level has one kind of contact, so that pressure and kind cannot be told apart. */
        ONE_KIND_A_LEVEL("none, as each level has one kind of contact: pressure and kind cannot be told apart");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /**
         * For a reader.
         *
         * @return the verdict in words
         */
        public String words() {
            return words;
        }
    }

    /**
     * One level of pressure.
     *
     * @param level how much else the customer gets
     * @param asks closed ones
     * @param answered of these
     * @param fit the never rising rate that is nearest, by asks; NaN of a level with fewer than 100
     */
    public record Level(int level, long asks, long answered, double fit) {
        /**
         * The share that was answered.
         *
         * @return from 0 to 1
         */
        public double rate() {
            return (double) answered / asks;
        }

        /**
         * The interval of Wilson (1927), asks being independent.
         *
         * @return at the level 0.95
         */
        public Interval interval() {
            double z2 = Estimate.NORMAL_975 * Estimate.NORMAL_975;
            double middle = (rate() + z2 / (2 * asks)) / (1 + z2 / asks);
            double half = Estimate.NORMAL_975
                    * Math.sqrt(rate() * (1 - rate()) / asks + z2 / (4.0 * asks * asks))
                    / (1 + z2 / asks);
            return new Interval(middle - half, middle + half);
        }
    }

    /**
     * One level of pressure by a control group.
     *
     * @param level how much else the customer got
     * @param contacted closed asks of contacted customers
     * @param controls customers of the control group at this level
     * @param beyondChance answers beyond chance
     */
    public record CausalLevel(int level, long contacted, long controls, Estimate beyondChance) {
        /**
         * Checks that nothing is missing.
         *
         * @param level how much else the customer got
         * @param contacted closed asks of contacted customers
         * @param controls customers of the control group
         * @param beyondChance answers beyond chance
         */
        public CausalLevel {
            Objects.requireNonNull(beyondChance, "beyondChance");
        }
    }

    /**
     * The same with answers beyond chance at each level, where both this contact and those before were given at random.
     *
     * @param controls who was left out of the contacts, at random
     * @return the changed copy, which is {@linkplain #isCausal causal} and has a {@linkplain #breakEven break-even}
     * @throws IllegalArgumentException if levels are what still runs, of which controls have none of their own
     */
    public Pressure withControls(ControlGroup controls) {
        if (pressure.isRunning()) {
            throw new IllegalArgumentException(
                    "levels must be contacts within a time to be compared with controls, were " + pressure);
        }
        PressureLevels.OfCustomer own = new PressureLevels.OfCustomer(answers, pressure);
        long firstKnown = pressure.firstKnown(answers.view()).orElse(Long.MAX_VALUE);
        List<CausalLevel> found = new ArrayList<>();
        for (Level level : levels) {
            Optional<BeyondChance> beyond = BeyondChance.of(
                    answers, controls, (row, at) -> at >= firstKnown && own.contacts(row, at) == level.level());
            beyond.map(BeyondChance::all)
                    .ifPresent(row -> found.add(
                            new CausalLevel(level.level(), row.contacted(), row.controls(), row.beyondChance())));
        }
        return new Pressure(answers, pressure, levels, fits, List.copyOf(found));
    }

    /**
     * The levels, ascending.
     *
     * @return those that occur
     */
    public List<Level> levels() {
        return levels;
    }

    /**
     * Answers beyond chance by level.
     *
     * @return none without {@linkplain #withControls controls}
     */
    public List<CausalLevel> causalLevels() {
        return causal;
    }

    /**
     * Whether the levels tell of a cause.
     *
     * @return false unless contacts were randomised
     */
    public boolean isCausal() {
        return !causal.isEmpty();
    }

    /**
     * The level from which on a contact does not pay.
     *
     * @param value of an answer, in the currency of the cost
     * @param cost of a contact
     * @return the smallest level at which even the upper end of value times answers beyond chance is below the cost; empty if
     *     there is none, or if the levels are not causal
     */
    public OptionalInt breakEven(double value, double cost) {
        return causal.stream()
                .filter(each -> each.contacted() >= FEWEST && each.controls() >= FEWEST)
                .filter(each -> value * each.beyondChance().interval().upper() < cost)
                .mapToInt(CausalLevel::level)
                .findFirst();
    }

    /**
     * The slope within customers, with the kind of contact as covariate: of the conditional logit, on 100,000 customers at
     * most, and the last 1,000 asks of each.
     *
     * @return NaN if no customer answered some and not all, or pressure and kind cannot be told apart
     */
    public Estimate slope() {
        return new Estimate(fits.within().coefficient(0), fits.within().standardError(0));
    }

    /**
     * By how much the log-odds of an answer differ by kind of contact, within customers, from those of the most frequent
     * kind.
     *
     * @return by purpose and channel
     */
    public Map<String, Estimate> kindsWithin() {
        return byKind(i ->
                new Estimate(fits.within().coefficient(i + 1), fits.within().standardError(i + 1)));
    }

    /**
     * The slope within customers as if all contacts were of one kind: to be compared, not to be relied on.
     *
     * @return NaN if no customer answered some and not all
     */
    public Estimate slopeWithoutKind() {
        return new Estimate(
                fits.withoutKind().coefficient(0), fits.withoutKind().standardError(0));
    }

    /**
     * The log-likelihood of {@link #slopeWithoutKind}.
     *
     * @return NaN if there is none
     */
    public double logLikelihoodWithoutKind() {
        return fits.withoutKind().logLikelihood();
    }

    /**
     * The slope over all customers, with the kind of contact as covariate, of a logistic regression that takes asks as
     * independent. Who gets more may be another sort of customer.
     *
     * @return NaN if it cannot be told
     */
    public Estimate slopeOverAll() {
        return new Estimate(fits.between().coefficient(1), fits.between().standardError(1));
    }

    /**
     * The log-odds of an answer of the most frequent kind without pressure, of the same regression.
     *
     * @return NaN if it cannot be told
     */
    public Estimate interceptOverAll() {
        return new Estimate(fits.between().coefficient(0), fits.between().standardError(0));
    }

    /**
     * By how much the log-odds of an answer differ by kind of contact over all customers, of the same regression.
     *
     * @return by purpose and channel
     */
    public Map<String, Estimate> kindsOverAll() {
        return byKind(i ->
                new Estimate(fits.between().coefficient(i + 2), fits.between().standardError(i + 2)));
    }

    private Map<String, Estimate> byKind(IntFunction<Estimate> slope) {
        Map<String, Estimate> all = new TreeMap<>();
        for (int i = 0; i < fits.kinds().size(); i++) {
            all.put(fits.kinds().get(i), slope.apply(i));
        }
        return all;
    }

    /**
     * -2 ln of the likelihood of the same regression.
     *
     * @return not negative
     */
    public double devianceOverAll() {
        return fits.between().deviance();
    }

    /**
     * What all this tells.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        List<Level> judged =
                levels.stream().filter(level -> level.asks() >= FEWEST).toList();
        if (judged.size() < 2) {
            return Verdict.TOO_FEW;
        }
        if (fits.oneKindALevel()) {
            return Verdict.ONE_KIND_A_LEVEL;
        }
        if (Double.isNaN(slope().value())) {
            return Verdict.TOO_FEW;
        }
        Level first = judged.get(0);
        Level last = judged.get(judged.size() - 1);
        boolean curveFalls = first.fit() > last.fit()
                && first.interval().lower() > last.interval().upper();
        boolean fallsWithin = slope().interval().upper() < 0;
        if (curveFalls != fallsWithin) {
            return Verdict.CONTRADICTED;
        }
        return curveFalls ? Verdict.FALLS : Verdict.NO_FALL;
    }

    /**
     * What stands above the levels.
     *
     * @return the title
     */
    public String title() {
        return isCausal()
                ? "response beyond chance by " + pressure + ", contacts at random"
                : "response by pressure, not because of it: by " + pressure;
    }

    /** As text: the title, the levels, the slope and the verdict. */
    @Override
    public String toString() {
        return title() + "\n" + table() + slopeInWords() + "; verdict: "
                + verdict().words() + "\n";
    }

    private String slopeInWords() {
        return Double.isNaN(slope().value())
                ? "no slope within customers: too few asks at different levels"
                : String.format(
                        Locale.ROOT,
                        "slope within customers, by kind: %.4f (SE %.4f)",
                        slope().value(),
                        slope().standardError());
    }

    /** A row for each level. */
    @Override
    public Table table() {
        Map<Integer, CausalLevel> byLevel = new TreeMap<>();
        causal.forEach(each -> byLevel.put(each.level(), each));
        boolean shown = verdict() == Verdict.FALLS || verdict() == Verdict.NO_FALL;
        Table.Builder table = Table.builder()
                .column("level")
                .column("asks")
                .column("answered")
                .column("rate", "%.4f")
                .column("lower_95", "%.4f")
                .column("upper_95", "%.4f")
                .column("falling_fit", "%.4f")
                .column("beyond_chance", "%.4f")
                .column("beyond_chance_se", "%.4f");
        for (Level level : levels) {
            Optional<Estimate> beyond =
                    Optional.ofNullable(byLevel.get(level.level())).map(CausalLevel::beyondChance);
            table.row(
                    level.level(),
                    level.asks(),
                    level.answered(),
                    level.rate(),
                    level.interval().lower(),
                    level.interval().upper(),
                    shown ? level.fit() : Double.NaN,
                    beyond.map(Estimate::value).orElse(Double.NaN),
                    beyond.map(Estimate::standardError).orElse(Double.NaN));
        }
        return table.build();
    }
}
