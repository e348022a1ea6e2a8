package io.engagement.journey.motive;

import io.engagement.fit.Fitted;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Estimates a {@link MotiveModel}. */
final class MotiveFit {
    private final LogView view;
    private final Exit exit;
    private final Duration period;
    private final List<Motive> motives;
    private final List<String> leftOut = new ArrayList<>();

    MotiveFit(LogView view, Exit exit, Duration period, List<Motive> motives) {
        this.view = view;
        this.exit = exit.learned(view);
        this.period = MotiveText.checked("period", period);
        this.motives = List.copyOf(motives);
        Set<String> names = new HashSet<>();
        RiskReadings.rhythm(this.exit, period).forEach(each -> names.add(each.name()));
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
        int rhythm = readings.columns().size() - motives.size();
        List<Integer> kept = new ArrayList<>();
        List<Double> typical = new ArrayList<>();
        List<Double> ofRhythm = new ArrayList<>();
        for (int column = 0; column < readings.columns().size(); column++) {
            double median = rows.typical(column);
            boolean isKept = isKept(rows, column, median, readings.columns().get(column));
            if (isKept) {
                kept.add(column);
                typical.add(median);
            }
            if (column < rhythm) {
                ofRhythm.add(median);
            }
        }
        List<Motive> taken = kept.stream()
                .filter(column -> column >= rhythm)
                .map(readings.columns()::get)
                .toList();
        double[] ofKept = typical.stream().mapToDouble(Double::doubleValue).toArray();
        double[] ofAll = all(ofRhythm, typical, (int)
                kept.stream().filter(column -> column < rhythm).count());
        PersonPeriods periods = rows.of(kept, ofKept);
        return new HazardFit(periods)
                .withBestRidge(
                        remarks(),
                        provenance(rows, periods),
                        hazard -> new MotiveModel(exit, period, taken, hazard, ofAll));
    }

    /** Of the rhythm, whether it takes part or not, and of the motives that do. */
    private static double[] all(List<Double> rhythm, List<Double> kept, int keptOfRhythm) {
        List<Double> all = new ArrayList<>(rhythm);
        all.addAll(kept.subList(keptOfRhythm, kept.size()));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Whether there is as much of it that differs as a column needs events. */
    private boolean isKept(RiskRows rows, int column, double median, Motive motive) {
        if (rows.untypical(column, median) >= HazardFit.EVENTS_A_COLUMN) {
            return true;
        }
        leftOut.add(motive.name());
        return false;
    }

    private List<String> remarks() {
        return leftOut.isEmpty()
                ? List.of()
                : List.of(leftOut.stream()
                        .collect(Collectors.joining(
                                ", ", "left out, as the log holds hardly any or always the same: ", "")));
    }

    private Provenance provenance(RiskRows rows, PersonPeriods periods) {
        return Provenance.of(MotiveModel.KIND, rows.customers(), periods.size())
                .withPeriod(
                        Optional.of(view.asOf().minus(period.multipliedBy(rows.periods()))), Optional.of(view.asOf()))
                .withInteractions(Optional.of(view.initiators()));
    }
}
