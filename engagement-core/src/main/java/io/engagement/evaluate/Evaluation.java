package io.engagement.evaluate;

import io.engagement.evaluate.CalibrationAssessment.Bin;
import io.engagement.fit.ModelText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How one scorer did: its figures, what was said against what happened, and what could not be judged. Immutable.
 *
 * @param scorer its name
 * @param outcome what it was judged by, in words
 * @param origins at which scores were judged, in order
 * @param customers how many different ones
 * @param rows customers at each origin anew
 * @param mean the share to which it happened, or the mean amount; NaN without rows
 * @param figures by name, in the order in which they are printed; empty without rows
 * @param reliability from the lowest scores to the highest; empty unless they are probabilities
 * @param notes what could not be judged, and why
 */
public record Evaluation(
        String scorer,
        String outcome,
        List<Instant> origins,
        int customers,
        int rows,
        double mean,
        List<Figure> figures,
        List<Bin> reliability,
        List<String> notes) {
    static final String KIND = "evaluation";
    static final int VERSION = 1;
    /** Apart from sampling, an error of probabilities of less than this does not matter. */
    private static final double SMALL = 0.03;

    private static final int WIDTH = 50;
    private static final String NONE = "none";
    private static final String UNSEEN = "nothing that is seen";

    /**
     * Copies the lists.
     *
     * @param scorer its name
     * @param outcome what it was judged by, in words
     * @param origins at which scores were judged, in order
     * @param customers how many different ones
     * @param rows customers at each origin anew
     * @param mean the share to which it happened, or the mean amount; NaN without rows
     * @param figures by name
     * @param reliability from the lowest scores to the highest
     * @param notes what could not be judged, and why
     */
    public Evaluation {
        origins = List.copyOf(origins);
        figures = List.copyOf(figures);
        reliability = List.copyOf(reliability);
        notes = List.copyOf(notes);
    }

    /**
     * Of a score by which nothing is foretold that could be seen.
     *
     * @param scorer its name
     * @param why it cannot be judged
     * @return an evaluation without rows
     */
    public static Evaluation unjudged(String scorer, String why) {
        Objects.requireNonNull(scorer, "scorer");
        Objects.requireNonNull(why, "why");
        return new Evaluation(scorer, UNSEEN, List.of(), 0, 0, Double.NaN, List.of(), List.of(), List.of(why));
    }

    /** Whether there is something to judge it by. */
    boolean isJudgeable() {
        return !outcome.equals(UNSEEN);
    }

    /**
     * A figure by its name.
     *
     * @param name such as {@code auc}, {@code log_loss}, {@code calibration_error} or {@code mae}
     * @return the figure; empty if it was not computed, see the notes
     */
    public Optional<Figure> figure(String name) {
        return figures.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    double value(String name) {
        return figure(name).map(Figure::value).orElse(Double.NaN);
    }

    /** Whether probabilities were judged. */
    boolean isOfProbabilities() {
        return !reliability.isEmpty();
    }

    /** Whether it was judged by what happens or not, rather than by amounts. */
    boolean isOfEvent() {
        return figure("auc").isPresent();
    }

    /**
     * How far the scores can be trusted.
     *
     * @return a sentence, without its full stop
     */
    public String verdict() {
        if (rows == 0 || figures.isEmpty()) {
            return scorer + " could not be judged"
                    + notes.stream().findFirst().map(why -> ": " + why).orElse("");
        }
        if (customers == 1) {
            return scorer + " could not be judged: it was tried on one customer";
        }
        boolean isOfBoth = isOfProbabilities() && !Double.isNaN(value("auc"));
        return scorer + " " + (isOfEvent() ? ranks() + (isOfBoth ? calibration() : "") : amounts());
    }

    private String ranks() {
        Figure auc = figure("auc").orElseThrow();
        if (Double.isNaN(auc.value())) {
            return "could not be judged: "
                    + notes.stream()
                            .filter(note -> note.endsWith(Outcome.NOBODY))
                            .findFirst()
                            .or(auc::note)
                            .orElse("there is no area under its curve");
        }
        double low = auc.interval().lower();
        String how = auc.note().isPresent() || Double.isNaN(low)
                ? "was tried on too few to say how well it ranks"
                : low >= 0.8
                        ? "ranks well"
                        : low >= 0.7 ? "ranks fairly" : low > 0.5 ? "ranks weakly" : "does not rank better than chance";
        return Words.of("%s (AUC %.3f)", how, auc.value());
    }

    private String calibration() {
        double error = value("calibration_error");
        double chance = value("calibration_error_by_sampling_95");
        double level = value("in_the_large");
        String said = Words.of("they said %.1f %%, and it happened to %.1f %%", 100 * (mean - level), 100 * mean);
        return error <= chance
                ? ", and its probabilities were right as far as chance lets see: " + said
                : Words.of(
                        ", and its probabilities were off by %.1f points on average%s: %s",
                        100 * error, error <= SMALL ? ", which is little" : "", said);
    }

    private String amounts() {
        double bias = value("bias");
        Optional<String> nobody =
                notes.stream().filter(note -> note.endsWith(Outcome.NOBODY)).findFirst();
        if (nobody.isPresent()) {
            return "could not be judged: " + nobody.get();
        }
        double correlation = value("rank_correlation");
        String order = Double.isNaN(correlation)
                ? "its ranks could not be judged: all scores or all outcomes are equal"
                : Words.of("ranks with a correlation of %.2f", correlation);
        return Double.isNaN(bias)
                ? order
                : Words.of("was %.0f %% too %s in all and %s", 100 * Math.abs(bias), bias < 0 ? "low" : "high", order);
    }

    /**
     * What was said against what happened, as text: a line for each bin, {@code o} where they are equal to the eye, {@code s} for
     * what was said and {@code *} for what happened.
     *
     * @return lines, each ended by {@code \n}; empty unless probabilities were judged
     */
    public String reliabilityPlot() {
        StringBuilder text = new StringBuilder();
        if (isOfProbabilities()) {
            text.append(Words.of("%8s %8s %8s  0%s1%n", "rows", "said", "happened", " ".repeat(WIDTH - 1)));
        }
        for (Bin bin : reliability) {
            char[] line = new char[WIDTH + 1];
            Arrays.fill(line, ' ');
            int said = (int) Math.round(WIDTH * bin.said());
            int happened = (int) Math.round(WIDTH * bin.happened());
            line[said] = 's';
            line[happened] = said == happened ? 'o' : '*';
            text.append(Words.of("%,8d %8.3f %8.3f  |%s|%n", bin.size(), bin.said(), bin.happened(), new String(line)));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION)
                .with("scorer", scorer)
                .with("outcome", outcome)
                .with(
                        "origins",
                        origins.isEmpty()
                                ? NONE
                                : origins.stream().map(Instant::toString).collect(Collectors.joining(" ")))
                .with("customers", Integer.toString(customers))
                .with("rows", Integer.toString(rows))
                .with("mean", mean)
                .with("figures", Integer.toString(figures.size()))
                .with("bins", Integer.toString(reliability.size()))
                .with("notes", Integer.toString(notes.size()));
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            text = text.with("figure." + i, figure.name())
                    .with("figure." + i + ".value", figure.value())
                    .with("figure." + i + ".error", figure.standardError())
                    .with("figure." + i + ".spread", figure.spread());
            if (figure.note().isPresent()) {
                text = text.with("figure." + i + ".note", figure.note().get());
            }
        }
        for (int i = 0; i < reliability.size(); i++) {
            Bin bin = reliability.get(i);
            text = text.with("bin." + i, bin.size() + " " + bin.said() + " " + bin.happened());
        }
        for (int i = 0; i < notes.size(); i++) {
            text = text.with("note." + i, notes.get(i));
        }
        return text;
    }

    static Evaluation read(ModelText text) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < text.count("figures"); i++) {
            figures.add(new Figure(
                    text.word("figure." + i),
                    text.anyNumber("figure." + i + ".value"),
                    text.anyNumber("figure." + i + ".error"),
                    text.anyNumber("figure." + i + ".spread"),
                    text.optionalWord("figure." + i + ".note")));
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < text.count("bins"); i++) {
            bins.add(bin(text.numbers("bin." + i)));
        }
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < text.count("notes"); i++) {
            notes.add(text.word("note." + i));
        }
        return new Evaluation(
                text.word("scorer"),
                text.word("outcome"),
                origins(text.word("origins")),
                text.whole("customers", 0, Integer.MAX_VALUE),
                text.whole("rows", 0, Integer.MAX_VALUE),
                text.anyNumber("mean"),
                figures,
                bins,
                notes);
    }

    private static List<Instant> origins(String words) {
        try {
            return words.equals(NONE)
                    ? List.of()
                    : Arrays.stream(words.split(" ", -1)).map(Instant::parse).toList();
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "origins of a saved evaluation must be instants such as 2024-03-01T00:00:00Z, were '" + words + "'",
                    none);
        }
    }

    private static Bin bin(double[] numbers) {
        boolean right = numbers.length == 3
                && numbers[0] >= 1
                && numbers[0] == (int) numbers[0]
                && numbers[1] >= 0
                && numbers[1] <= 1
                && numbers[2] >= 0
                && numbers[2] <= 1;
        if (!right) {
            throw new IllegalArgumentException(
                    "bins of a saved evaluation must hold a count and two shares, was " + Arrays.toString(numbers));
        }
        return new Bin((int) numbers[0], numbers[1], numbers[2]);
    }

    /** The verdict. */
    @Override
    public String toString() {
        return verdict() + ".";
    }
}
