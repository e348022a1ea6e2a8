package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;
import io.engagement.internal.metric.Isotonic;
import io.engagement.internal.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How often asks are answered by how much else the customer gets. Who gets much differs from who gets little, and so do the contacts: the
 * curve over all customers is no effect. Beside it stands the slope within customers, with the kind of contact (purpose and channel) as
 * covariate; where the two contradict each other, the verdict says nothing. The levels of a cause are {@linkplain
 * #withControls only those} of contacts that were given at random. Immutable.
 */
public final class Pressure {
    /** A level with fewer asks is shown, but does not judge. */
    static final int FEWEST = 100;

    private static final int CUSTOMERS = 100_000;
    private static final int MOST_KINDS = 10;

    private final Answers answers;
    private final PressureLevels pressure;
    private final List<Level> levels;
    private final ConditionalLogit within;
    private final ConditionalLogit withoutKind;
    private final GroupedLogit between;
    private final List<String> kinds;
    private final boolean oneKindALevel;
    private final List<CausalLevel> causal;

    private Pressure(
            Answers answers,
            PressureLevels pressure,
            List<Level> levels,
            ConditionalLogit within,
            ConditionalLogit withoutKind,
            GroupedLogit between,
            List<String> kinds,
            boolean oneKindALevel,
            List<CausalLevel> causal) {
        this.answers = answers;
        this.pressure = pressure;
        this.levels = levels;
        this.within = within;
        this.withoutKind = withoutKind;
        this.between = between;
        this.kinds = kinds;
        this.oneKindALevel = oneKindALevel;
        this.causal = causal;
    }

    static Pressure of(Answers answers, PressureLevels pressure) {
        Cells cells = new Cells(answers);
        PressurePass pass = new PressurePass(answers, pressure, cells);
        Map<PressurePass.Key, long[]> counts = pass.counts();
        int[] columns = columns(counts, cells);
        int width = 1 + Arrays.stream(columns).max().orElse(0);
        String[] names = new String[width - 1];
        for (int cell = 0; cell < columns.length; cell++) {
            if (columns[cell] > 0) {
                boolean shared = names[columns[cell] - 1] != null;
                names[columns[cell] - 1] = shared ? "others" : cells.purpose(cell) + " by " + cells.channel(cell);
            }
        }
        int[] rows = CustomerSample.rows(answers.view(), CUSTOMERS);
        List<ConditionalLogit.Stratum> strata = pass.strata(rows, columns, width);
        return new Pressure(
                answers,
                pressure,
                levels(counts),
                ConditionalLogit.fit(strata, width),
                width == 1 ? ConditionalLogit.fit(strata, 1) : ConditionalLogit.fit(firsts(strata), 1),
                between(counts, columns, width),
                List.of(names),
                width > 1 && isOneKindALevel(counts),
                List.of());
    }

    private static List<ConditionalLogit.Stratum> firsts(List<ConditionalLogit.Stratum> strata) {
        return strata.stream()
                .map(each -> new ConditionalLogit.Stratum(
                        each.answered(),
                        Arrays.stream(each.x()).map(x -> new double[] {x[0]}).toArray(double[][]::new)))
                .toList();
    }

    /** The covariate of each kind: none of the most frequent one, a shared one of the rare. */
    private static int[] columns(Map<PressurePass.Key, long[]> counts, Cells cells) {
        long[] asks = new long[cells.all()];
        counts.forEach((key, count) -> asks[key.cell()] += count[0]);
        int[] columns = new int[cells.all()];
        List<Integer> byCount = IntStream.range(0, asks.length)
                .filter(cell -> asks[cell] > 0)
                .boxed()
                .sorted(Comparator.comparing(cell -> -asks[cell]))
                .toList();
        for (int i = 0; i < byCount.size(); i++) {
            columns[byCount.get(i)] = Math.min(i, MOST_KINDS);
        }
        return columns;
    }

    private static GroupedLogit between(Map<PressurePass.Key, long[]> counts, int[] columns, int width) {
        List<GroupedLogit.Group> groups = new ArrayList<>();
        counts.forEach((key, count) -> {
            double[] x = new double[width];
            x[0] = key.level();
            if (columns[key.cell()] > 0) {
                x[columns[key.cell()]] = 1;
            }
            groups.add(new GroupedLogit.Group(x, count[1], count[0]));
        });
        return GroupedLogit.fit(groups, width);
    }

    private static boolean isOneKindALevel(Map<PressurePass.Key, long[]> counts) {
        Map<Integer, Integer> kindsOfLevel = new TreeMap<>();
        counts.keySet().forEach(key -> kindsOfLevel.merge(key.level(), 1, Integer::sum));
        return kindsOfLevel.values().stream().allMatch(kinds -> kinds == 1);
    }

    private static List<Level> levels(Map<PressurePass.Key, long[]> counts) {
        TreeMap<Integer, long[]> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.merge(key.level(), count, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
        Isotonic falling = new Isotonic(sums.size());
        // The never falling fit, read backwards, is the never rising one.
        sums.descendingMap().forEach((level, count) -> {
            if (count[0] >= FEWEST) {
                falling.add(-level, (double) count[1] / count[0], count[0]);
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
            double z2 = Excess.NORMAL_975 * Excess.NORMAL_975;
            double middle = (rate() + z2 / (2 * asks)) / (1 + z2 / asks);
            double half = Excess.NORMAL_975
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
    public record CausalLevel(int level, long contacted, long controls, Excess beyondChance) {
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
        return new Pressure(
                answers, pressure, levels, within, withoutKind, between, kinds, oneKindALevel, List.copyOf(found));
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
    public Slope slope() {
        return new Slope(within.coefficient(0), within.standardError(0));
    }

    /**
     * By how much the log-odds of an answer differ by kind of contact, within customers, from those of the most frequent
     * kind.
     *
     * @return by purpose and channel
     */
    public Map<String, Slope> kindsWithin() {
        Map<String, Slope> all = new TreeMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            all.put(kinds.get(i), new Slope(within.coefficient(i + 1), within.standardError(i + 1)));
        }
        return all;
    }

    /**
     * The slope within customers as if all contacts were of one kind: to be compared, not to be relied on.
     *
     * @return NaN if no customer answered some and not all
     */
    public Slope slopeWithoutKind() {
        return new Slope(withoutKind.coefficient(0), withoutKind.standardError(0));
    }

    /**
     * The log-likelihood of {@link #slopeWithoutKind}.
     *
     * @return NaN if there is none
     */
    public double logLikelihoodWithoutKind() {
        return withoutKind.logLikelihood();
    }

    /**
     * The slope over all customers, with the kind of contact as covariate, of a logistic regression that takes asks as
     * independent. Who gets more may be another sort of customer.
     *
     * @return NaN if it cannot be told
     */
    public Slope slopeOverAll() {
        return new Slope(between.coefficient(1), between.standardError(1));
    }

    /**
     * The log-odds of an answer of the most frequent kind without pressure, of the same regression.
     *
     * @return NaN if it cannot be told
     */
    public Slope interceptOverAll() {
        return new Slope(between.coefficient(0), between.standardError(0));
    }

    /**
     * By how much the log-odds of an answer differ by kind of contact over all customers, of the same regression.
     *
     * @return by purpose and channel
     */
    public Map<String, Slope> kindsOverAll() {
        Map<String, Slope> all = new TreeMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            all.put(kinds.get(i), new Slope(between.coefficient(i + 2), between.standardError(i + 2)));
        }
        return all;
    }

    /**
     * -2 ln of the likelihood of the same regression.
     *
     * @return not negative
     */
    public double devianceOverAll() {
        return between.deviance();
    }

    /**
     * What all this tells.
     *
     * @return the verdict
     */
    public PressureVerdict verdict() {
        List<Level> judged =
                levels.stream().filter(level -> level.asks() >= FEWEST).toList();
        if (judged.size() < 2) {
            return PressureVerdict.TOO_FEW;
        }
        if (oneKindALevel) {
            return PressureVerdict.ONE_KIND_A_LEVEL;
        }
        Level first = judged.get(0);
        Level last = judged.get(judged.size() - 1);
        boolean curveFalls = first.fit() > last.fit()
                && first.interval().lower() > last.interval().upper();
        boolean fallsWithin = slope().interval().upper() < 0;
        if (curveFalls != fallsWithin) {
            return PressureVerdict.CONTRADICTED;
        }
        return curveFalls ? PressureVerdict.FALLS : PressureVerdict.NO_FALL;
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

    /** As CSV, with the digits of a {@code double}. */
    public String toCsv() {
        return table().toCsv();
    }

    /** As JSON: an array of objects. */
    public String toJson() {
        return table().toJson();
    }

    /** As text: the title, the levels, the slope and the verdict. */
    @Override
    public String toString() {
        return title() + "\n" + table()
                + String.format(
                        java.util.Locale.ROOT,
                        "slope within customers, by kind: %.4f (SE %.4f); verdict: %s%n",
                        slope().value(),
                        slope().standardError(),
                        verdict());
    }

    private TextTable table() {
        Map<Integer, CausalLevel> byLevel = new TreeMap<>();
        causal.forEach(each -> byLevel.put(each.level(), each));
        boolean shown = verdict() == PressureVerdict.FALLS || verdict() == PressureVerdict.NO_FALL;
        TextTable.Builder table = TextTable.builder()
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
            Optional<Excess> beyond =
                    Optional.ofNullable(byLevel.get(level.level())).map(CausalLevel::beyondChance);
            table.row(
                    level.level(),
                    level.asks(),
                    level.answered(),
                    level.rate(),
                    level.interval().lower(),
                    level.interval().upper(),
                    shown ? level.fit() : Double.NaN,
                    beyond.map(Excess::value).orElse(Double.NaN),
                    beyond.map(Excess::standardError).orElse(Double.NaN));
        }
        return table.build();
    }
}
