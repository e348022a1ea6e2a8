package io.engagement.journey.motive;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Estimates a {@link MotiveModel}. */
final class MotiveFit {
    /** In which a column is known and not the typical one. */
    private static final int FEWEST_PERIODS = 10;

    private final LogView view;
    private final Exit exit;
    private final Duration period;
    private final List<Motive> motives;
    /** How many columns come before the motives. */
    private final int rhythm;

    private final List<String> remarks = new ArrayList<>();

    MotiveFit(LogView view, Exit exit, Duration period, List<Motive> motives) {
        this.view = view;
        this.exit = exit.learned(view);
        this.period = MotiveText.checked("period", period);
        this.motives = List.copyOf(motives);
        Set<String> names = new HashSet<>();
        RiskReadings.rhythm(this.exit, period).forEach(each -> names.add(each.name()));
        this.rhythm = names.size();
        for (Motive motive : motives) {
            if (!names.add(motive.name())) {
                throw new IllegalArgumentException(
                        "motives must have different names, and others than those of the rhythm," + " two are "
                                + motive.name());
            }
        }
    }

    Fitted<MotiveModel> fit() {
        RiskReadings readings = new RiskReadings(exit, period, motives);
        RiskRows rows = new RiskRows(view, readings, period);
        double[] median = IntStream.range(0, readings.columns().size())
                .mapToDouble(rows::typical)
                .toArray();
        List<Integer> kept = kept(rows, readings.columns(), median);
        List<Motive> taken = kept.stream()
                .filter(column -> column >= rhythm)
                .map(readings.columns()::get)
                .toList();
        PersonPeriods periods = rows.of(
                kept, kept.stream().mapToDouble(column -> median[column]).toArray());
        double[] ofAll = IntStream.concat(
                        IntStream.range(0, rhythm),
                        kept.stream().mapToInt(Integer::intValue).filter(column -> column >= rhythm))
                .mapToDouble(column -> median[column])
                .toArray();
        return new HazardFit(periods)
                .withBestRidge(
                        remarks,
                        provenance(rows, periods),
                        hazard -> new MotiveModel(exit, period, taken, hazard, ofAll));
    }

    /** Those of which there is enough, and of them not more than there are events for: the rarest motives go first. */
    private List<Integer> kept(RiskRows rows, List<Motive> columns, double... median) {
        long[] untypical = IntStream.range(0, columns.size())
                .mapToLong(column -> rows.untypical(column, median[column]))
                .toArray();
        List<Integer> kept = new ArrayList<>(IntStream.range(0, columns.size())
                .filter(column -> untypical[column] >= FEWEST_PERIODS)
                .boxed()
                .toList());
        leaveOut("the log holds hardly any or always the same", columns, column -> !kept.contains(column));
        int rarer = rows.rarer();
        int most = rarer / HazardFit.EVENTS_A_COLUMN;
        List<Integer> rarest = kept.stream()
                .filter(column -> column >= rhythm)
                .sorted(Comparator.comparingLong(column -> untypical[column]))
                .limit(Math.max(0, kept.size() - most))
                .toList();
        long ofRhythm = kept.stream().filter(column -> column < rhythm).count();
        kept.removeAll(rarest);
        if (!rarest.isEmpty() && kept.size() <= ofRhythm) {
            throw tooFew(rows, ofRhythm + 1);
        }
        leaveOut(
                "only " + rarer + " leave, or stay, and each column takes " + HazardFit.EVENTS_A_COLUMN
                        + ", so that the rarest go first",
                columns,
                rarest::contains);
        return kept;
    }

    private static FitException tooFew(RiskRows rows, long columns) {
        return FitException.of(
                MotiveModel.KIND,
                rows.events() + " of " + rows.size() + " periods at risk end with leaving, and one motive beside the"
                        + " time known and silent needs " + HazardFit.EVENTS_A_COLUMN * columns + " of either",
                List.of("Is there a longer log, or a wider definition of leaving?"));
    }

    private void leaveOut(String why, List<Motive> columns, IntPredicate which) {
        String names = IntStream.range(0, columns.size())
                .filter(which)
                .mapToObj(column -> columns.get(column).name())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            remarks.add("left out, as " + why + ": " + names);
        }
    }

    private Provenance provenance(RiskRows rows, PersonPeriods periods) {
        return Provenance.of(MotiveModel.KIND, rows.customers(), periods.size())
                .withPeriod(
                        Optional.of(view.asOf().minus(period.multipliedBy(rows.periods()))), Optional.of(view.asOf()))
                .withInteractions(Optional.of(view.initiators()));
    }
}
