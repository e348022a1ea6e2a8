package io.engagement.report;

import io.engagement.evaluate.CalibrationAssessment;
import io.engagement.evaluate.Evaluation;
import io.engagement.fit.Interval;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How each score is distributed, and whether scores were right when they were tried on held-out time. */
final class TrustSection {
    private static final int BARS = 20;
    /** Bars that another table may tell of together, such as that of risks by quarters. */
    private static final int TOGETHER = 5;
    /** What lies above is told and not drawn, or a few large values would leave no room for all others. */
    private static final double DRAWN = 0.99;

    private final Analysis analysis;
    private final ScoreTable scores;

    private TrustSection(Analysis analysis, ScoreTable scores) {
        this.analysis = analysis;
        this.scores = scores;
    }

    static Section of(Analysis analysis) {
        Optional<ScoreTable> scores = analysis.scores().filter(all -> all.size() > 0);
        return section(
                scores.map(all -> new TrustSection(analysis, all).certainty())
                        .orElseGet(() -> "There are no scores: " + why(analysis)),
                scores.map(all -> new TrustSection(analysis, all).figures()).orElseGet(List::of));
    }

    private static String why(Analysis analysis) {
        return analysis.view().customers() == 0 ? "there are no customers." : analysis.why("engagement");
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "scores",
                "Can the scores be trusted?",
                "How customers' scores are spread, and how they did when they were made from what was known earlier and compared with"
                        + " what happened then.",
                certainty,
                figures);
    }

    private String certainty() {
        List<String> doubts = analysis.setup().doubts();
        String fits = doubts.isEmpty()
                ? "All models could be fitted, and no fit is in doubt."
                : "Not all fits can be trusted: the doubts are listed below.";
        String left = scores.names().stream()
                .filter(score -> PeopleSection.isSpreadTelling(scores, score))
                .map(score -> " How \"" + Scores.title(score)
                        + "\" is spread is left out: beside the table of values and risks it would"
                        + " tell of the fewer than " + SmallGroups.FEWEST + " customers who have no such score.")
                .collect(Collectors.joining());
        return analysis.setup().backtest().isPresent()
                ? fits + left
                : "The scores were not tried on the past, so that nobody knows how often they are right. " + fits
                        + left;
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (analysis.setup().backtest().isPresent()) {
            figures.add(verdicts());
        }
        if (!analysis.setup().doubts().isEmpty()) {
            figures.add(doubts());
        }
        for (String score : scores.names()) {
            analysis.evaluation(score)
                    .filter(each -> !shown(each).isEmpty())
                    .ifPresent(each -> figures.add(calibration(score, each)));
            distribution(score).ifPresent(figures::add);
        }
        return figures;
    }

    private Figure verdicts() {
        Table.Builder table = Table.builder()
                .column("score")
                .column("what_was_foretold")
                .column("as_of")
                .column("customers_tried")
                .column("verdict");
        for (String score : scores.names()) {
            analysis.setup()
                    .backtest()
                    .flatMap(tried -> tried.of(score))
                    .ifPresent(each -> table.row(
                            Scores.title(score),
                            each.rows() == 0 ? null : each.outcome(),
                            each.rows() == 0 ? null : days(each),
                            each.customers(),
                            verdict(each)));
        }
        return Figure.of(
                "How each score did",
                "AUC is the chance that of two customers, one to whom it happened and one to whom it did not, the score ranked the"
                        + " first higher: 0.5 is tossing a coin, 0.8 is good. Each score is judged by what it foretold, made from what was"
                        + " known on the day: that one is further off than another, or than the line under \"Does the model keep track?\","
                        + " is no contradiction." + values(),
                table.build());
    }

    private String days(Evaluation tried) {
        return tried.origins().stream().map(analysis::day).collect(Collectors.joining(", "));
    }

    /** Values look further ahead than anything that was tried. */
    private String values() {
        return analysis.evaluation("lifetime_value")
                .flatMap(tried -> Scores.untried("lifetime_value", analysis))
                .map(why -> " " + why)
                .orElse("");
    }

    private static String verdict(Evaluation tried) {
        boolean isTooShort = tried.rows() == 0
                && tried.notes().stream().anyMatch(note -> note.startsWith("origin ") && note.contains("dropped"));
        return isTooShort
                ? "Not tried: the time that is known is too short to look back."
                : Say.sentence(Scores.inWords(tried.verdict()));
    }

    private Figure doubts() {
        Table.Builder table = Table.builder().column("doubt");
        analysis.setup().doubts().forEach(doubt -> table.row(analysis.toldOfBase(Scores.inWords(doubt))));
        return Figure.of(
                "What is in doubt",
                "For whoever fits the models. A model in doubt may still rank customers well: how it did stands above.",
                table.build());
    }

    /** Without those that are too small: how many were tried, and of how many it was right, is told of all together. */
    private static List<CalibrationAssessment.Bin> shown(Evaluation tried) {
        List<CalibrationAssessment.Bin> bins = tried.reliability();
        SmallGroups groups = SmallGroups.ofAll(
                bins.stream().mapToLong(CalibrationAssessment.Bin::size).toArray());
        return IntStream.range(0, bins.size())
                .filter(bin -> !groups.isHidden(bin))
                .mapToObj(bins::get)
                .toList();
    }

    private Figure calibration(String score, Evaluation tried) {
        Table.Builder table = Table.builder()
                .column("customers")
                .column("Said (%)", "%.1f")
                .column("Happened (%)", "%.1f")
                .column("Lower (%)", "%.1f")
                .column("Upper (%)", "%.1f");
        for (CalibrationAssessment.Bin bin : shown(tried)) {
            Interval chance = Chance.interval(bin.size() * bin.happened(), bin.size());
            table.row(bin.size(), 100 * bin.said(), 100 * bin.happened(), 100 * chance.lower(), 100 * chance.upper());
        }
        return Figure.of(
                Scores.title(score) + ": what was said, and what happened",
                "Customers in ten groups of equal size, from the lowest scores to the highest. On the line scores were right; above it"
                        + " it happened more often than was said. Bars show what chance explains (95 %). Said as of "
                        + days(tried)
                        + ", by models of what was known then: how scores are spread today stands beside."
                        + analysis.doubt(score),
                table.build(),
                Chart.points("Said (%)", "Happened (%)")
                        .between("Lower (%)", "Upper (%)")
                        .onDiagonal());
    }

    /** Empty if nobody has the score, or if it would give those away who have none. */
    private Optional<Figure> distribution(String score) {
        double[] known = Arrays.stream(scores.column(score))
                .filter(each -> !Double.isNaN(each))
                .map(each -> Scores.shown(score, each))
                .sorted()
                .toArray();
        if (known.length < SmallGroups.FEWEST || PeopleSection.isSpreadTelling(scores, score)) {
            return Optional.empty();
        }
        Scale scale = scores.scale(score);
        boolean isBounded = scale == Scale.PROBABILITY || scale == Scale.INDEX;
        double low = isBounded ? 0 : Math.min(0, known[0]);
        double high = isBounded ? 100 : known[(int) (DRAWN * (known.length - 1))];
        if (!(high > low)) {
            return Optional.empty();
        }
        long[] counts = new long[BARS];
        long above = 0;
        for (double each : known) {
            int bar = (int) ((each - low) / (high - low) * BARS);
            if (each > high) {
                above++;
            } else {
                counts[Math.min(bar, BARS - 1)]++;
            }
        }
        SmallGroups groups = groups(counts, above, scores.size() - known.length, PeopleSection.isRisk(scores, score));
        return Optional.of(histogram(score, low, (high - low) / BARS, groups, above > 0));
    }

    /**
     * Those who are not drawn, and those without a score, are told by no bar, and may be found by subtraction.
     *
     * @param isBanded whether another table tells of some bars together
     */
    static SmallGroups groups(long[] counts, long above, long without, boolean isBanded) {
        long[] sizes = Arrays.copyOf(counts, BARS + 2);
        sizes[BARS] = above;
        sizes[BARS + 1] = without;
        // How many have no score is told unless they are few.
        int all = BARS + (SmallGroups.isSmall(without) ? 2 : 1);
        return SmallGroups.disjoint(
                sizes,
                Stream.concat(
                                Stream.of(IntStream.range(0, all).toArray()),
                                IntStream.range(0, isBanded ? BARS / TOGETHER : 0)
                                        .mapToObj(each -> IntStream.range(each * TOGETHER, (each + 1) * TOGETHER)
                                                .toArray()))
                        .toList());
    }

    private Figure histogram(String score, double low, double width, SmallGroups groups, boolean isMore) {
        Table.Builder table =
                Table.builder().column("from", "%,.2f").column("to", "%,.2f").column("customers");
        for (int bar = 0; bar < BARS; bar++) {
            table.row(low + bar * width, low + (bar + 1) * width, groups.size(bar));
        }
        String more = !isMore ? "" : " The highest 1 % lie further to the right and are not drawn.";
        return Figure.of(
                Scores.title(score),
                Scores.meaning(score, analysis) + more + " " + SmallGroups.HIDDEN,
                table.build(),
                Chart.histogram("from", "to", "customers", Scores.column(score, analysis)));
    }
}
