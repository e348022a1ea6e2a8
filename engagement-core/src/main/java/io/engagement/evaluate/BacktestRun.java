package io.engagement.evaluate;

import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Gathers what scorers said and what happened, origin by origin. */
final class BacktestRun {
    /** Of more customers at an origin a fair sample has its distributions computed. */
    private static final int SAMPLE = 3_000;

    private final Outcome outcome;
    private final List<Backtest.Contestant> contestants;
    private final List<Instant> origins = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<double[]> happened = new ArrayList<>();
    private final List<int[]> customers = new ArrayList<>();
    private final List<Column> columns;

    /** What one scorer said. */
    static final class Column {
        final String name;
        final List<double[]> said = new ArrayList<>();
        /** Of each row what its distribution says of what came; empty where it was not asked. */
        final List<double[][]> judged = new ArrayList<>();

        final List<String> notes = new ArrayList<>();
        Optional<Scale> scale = Optional.empty();

        Column(String name) {
            this.name = name;
        }
    }

    BacktestRun(Outcome outcome, List<Backtest.Contestant> contestants) {
        this.outcome = outcome;
        this.contestants = contestants;
        this.columns = contestants.stream().map(each -> new Column(each.name())).toList();
    }

    void drop(String why) {
        dropped.add(why);
    }

    void judge(LogView known, LogView seen) {
        Outcome.Observed observed = outcome.observe(known, seen);
        if (observed.rows().length == 0) {
            drop("origin " + known.asOf() + " was dropped: nobody had acted before it");
            return;
        }
        origins.add(known.asOf());
        happened.add(observed.amounts());
        customers.add(Arrays.stream(observed.rows())
                .map(row -> numbers.computeIfAbsent(known.customerId(row), any -> numbers.size()))
                .toArray());
        for (int i = 0; i < contestants.size(); i++) {
            score(contestants.get(i), columns.get(i), known, observed);
        }
    }

    private void score(Backtest.Contestant contestant, Column column, LogView known, Outcome.Observed observed) {
        try {
            Backtest.Candidate candidate = contestant.make().apply(known);
            Scorer scorer = candidate.scorer();
            double[] scores = ScoringPlan.of(scorer).score(known).column(scorer.name());
            double[] said = Arrays.stream(observed.rows())
                    .mapToDouble(row -> scores[row])
                    .toArray();
            double[][] judged = judged(candidate, known, observed, said);
            note(column, known, scorer.scale(), said);
            column.said.add(said);
            column.judged.add(judged);
        } catch (FitException | IllegalArgumentException | IllegalStateException failure) {
            column.notes.add("not judged at " + known.asOf() + ": " + oneLine(failure));
            double[] nothing = new double[observed.rows().length];
            Arrays.fill(nothing, Double.NaN);
            column.said.add(nothing);
            column.judged.add(new double[nothing.length][0]);
        }
    }

    /** Notes are saved as lines. */
    private static String oneLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void note(Column column, LogView known, Scale scale, double[] said) {
        if (column.scale.isPresent() && column.scale.get() != scale) {
            throw new IllegalArgumentException("the scorer is on the " + scale + " scale here, on the "
                    + column.scale.get() + " scale at an earlier origin");
        }
        column.scale = Optional.of(scale);
        long none = Arrays.stream(said).filter(Double::isNaN).count();
        if (none > 0) {
            column.notes.add(Words.of("%,d of %,d customers have no score at %s", none, said.length, known.asOf()));
        }
    }

    private double[][] judged(Backtest.Candidate candidate, LogView known, Outcome.Observed observed, double... said) {
        return candidate
                .distributions()
                .filter(any -> outcome.kind() == Outcome.Kind.COUNT)
                .map(each -> sampled(each.apply(known), observed, said))
                .orElseGet(() -> new double[observed.rows().length][0]);
    }

    private static double[][] sampled(Backtest.Distributions distributions, Outcome.Observed observed, double... said) {
        int size = said.length;
        int step = (size + SAMPLE - 1) / SAMPLE;
        double[][] judged = new double[size][0];
        IntStream.range(0, (size + step - 1) / step)
                .parallel()
                .map(i -> i * step)
                .filter(i -> !Double.isNaN(said[i]))
                .forEach(i -> judged[i] =
                        AmountForecasts.ofCounts(distributions.of(observed.rows()[i]), (int) observed.amounts()[i]));
        return judged;
    }

    BacktestResult result() {
        List<String> notes = new ArrayList<>(dropped);
        if (origins.isEmpty() && dropped.isEmpty()) {
            notes.add("no origin could be judged");
        } else if (!origins.isEmpty() && nothingCame()) {
            notes.add(0, outcome.nobody());
        }
        return new BacktestResult(
                outcome,
                origins,
                notes,
                flatInts(customers),
                originOfRows(),
                flat(happened).toArray(),
                columns);
    }

    private boolean nothingCame() {
        double nobody = outcome.kind() == Outcome.Kind.NOTHING ? 1 : 0;
        return happened.stream().flatMapToDouble(Arrays::stream).allMatch(each -> each == nobody);
    }

    private int[] originOfRows() {
        return IntStream.range(0, happened.size())
                .flatMap(origin -> Arrays.stream(happened.get(origin)).mapToInt(any -> origin))
                .toArray();
    }

    static DoubleStream flat(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream);
    }

    private static int[] flatInts(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
