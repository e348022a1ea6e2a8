package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Wilson;
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
                answers,
                pressure,
                PressureCurve.levels(counts),
                PressureFits.of(answers, pass, counts, cells),
                List.of());
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
            Wilson wilson = Wilson.of(answered, asks, Estimate.NORMAL_975);
            return new Interval(wilson.lower(), wilson.upper());
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
        return fits.slope();
    }

    PressureFits fits() {
        return fits;
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
