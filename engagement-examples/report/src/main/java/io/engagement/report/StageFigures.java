package io.engagement.report;

import io.engagement.journey.Journey;
import io.engagement.journey.StageFlows;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Who went from where to where; the columns add up to where customers are now, and these to all. */
final class StageFigures {
    private static final Duration BACK = Duration.ofDays(90);

    private final Analysis analysis;
    private final Instant from;
    private final List<String> after;
    private final List<String> before;
    private final SmallGroups groups;

    private StageFigures(Analysis analysis, Journey journey) {
        this.analysis = analysis;
        this.from = analysis.time().since(back());
        StageFlows flows = journey.flows(from, analysis.asOf());
        this.after = journey.stages().names().stream()
                .filter(stage -> flows.after(stage) > 0 || flows.before(stage) > 0)
                .toList();
        this.before = new ArrayList<>(after);
        before.add(StageFlows.NEW);
        int now = after.size();
        int flowing = now * (1 + before.size());
        long without = analysis.sample().customers()
                - after.stream().mapToLong(flows::after).sum();
        List<int[]> sums = new ArrayList<>(List.of(
                IntStream.concat(IntStream.range(0, now), IntStream.of(flowing)).toArray()));
        for (int column = 0; column < now; column++) {
            int stage = column;
            sums.add(IntStream.rangeClosed(0, before.size())
                    .map(row -> row * now + stage)
                    .toArray());
        }
        this.groups = SmallGroups.disjoint(
                Stream.of(
                                after.stream().mapToLong(flows::after),
                                before.stream().flatMapToLong(one -> after.stream()
                                        .mapToLong(other -> flows.count(one, other))),
                                LongStream.of(without))
                        .flatMapToLong(each -> each)
                        .toArray(),
                sums);
    }

    /**
     * Of the sample.
     *
     * @throws io.engagement.fit.FitException if stages cannot be told
     */
    static StageFigures of(Analysis analysis) {
        return new StageFigures(analysis, Journey.of(analysis.sample()));
    }

    /** Of a short time a third, so that there is a before. */
    private Duration back() {
        Duration third = Duration.ofDays(Math.max(1, analysis.time().span().toDays() / 3));
        return third.compareTo(BACK) < 0 ? third : BACK;
    }

    Figure now() {
        Table.Builder table = Table.builder().column("stage").column("customers");
        for (int stage = 0; stage < after.size(); stage++) {
            table.row(Say.capital(after.get(stage)), groups.size(stage));
        }
        return Figure.of(
                "Where customers are now",
                analysis.sampled() + "The last stage that each has come to. " + SmallGroups.HIDDEN,
                table.build(),
                Chart.bars("stage", "customers").withAxis("customers"));
    }

    Figure flows() {
        Table.Builder table = Table.builder().column("from");
        after.forEach(stage -> table.column("to " + stage));
        for (int row = 0; row < before.size(); row++) {
            String stage = before.get(row);
            List<Object> cells =
                    new ArrayList<>(List.of(stage.equals(StageFlows.NEW) ? "New since then" : Say.capital(stage)));
            for (int column = 0; column < after.size(); column++) {
                cells.add(groups.cell((row + 1) * after.size() + column));
            }
            table.row(cells.toArray());
        }
        return Figure.of(
                "Where they went in " + Table.words(back()),
                analysis.sampled() + "Rows: the stage on " + analysis.day(from) + ". Columns: the stage on "
                        + analysis.day(analysis.asOf()) + ". The diagonal stayed where they were. "
                        + SmallGroups.HIDDEN,
                table.build(),
                Chart.heatMap("from", after.stream().map(stage -> "to " + stage).toList(), "stage now", "customers"));
    }
}
