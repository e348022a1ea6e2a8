package io.engagement.journey.motive;

import io.engagement.internal.base.Stretches;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.Parallel;
import io.engagement.journey.Journey;
import io.engagement.journey.StagePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What customers lived through in each stage: an interaction belongs to the stage that the customer was in just before it, the first
 * one to that which it began. A customer's time goes to the present: were it cut at the last own act, those at risk or lapsed would
 * be only those who came back.
 */
final class StageExperience {
    private static final Chunks CHUNKS = new Chunks(1024);
    private static final double EARLY = Experience.BANDS[Experience.AFTER] * ExperienceWalk.DAY;

    private final ExperienceWalk walk;
    private final Journey journey;
    private final List<String> stages;

    StageExperience(ExperienceWalk walk, Journey journey) {
        this.walk = walk;
        this.journey = journey;
        this.stages = journey.stages().names();
    }

    /**
     * Of a figure in a stage.
     *
     * @param all customers' means in it
     * @param change within customers against all their other stages
     * @param aged within customers after their first 90 days against these, both in the stage
     */
    private record Cell(RunningMean all, RunningMean change, RunningMean aged) {
        static Cell empty() {
            return new Cell(new RunningMean(), new RunningMean(), new RunningMean());
        }

        void add(Cell other) {
            all.add(other.all);
            change.add(other.change);
            aged.add(other.aged);
        }
    }

    List<Consistency.InStage> rows() {
        int customers = walk.view().customers();
        Cell[] all = cells();
        Parallel.run(() -> IntStream.range(0, CHUNKS.count(customers))
                        .parallel()
                        .mapToObj(chunk -> part(CHUNKS.from(chunk), CHUNKS.to(chunk, customers)))
                        .toList())
                .forEach(part -> Arrays.setAll(all, i -> {
                    all[i].add(part[i]);
                    return all[i];
                }));
        List<Consistency.InStage> rows = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (all[i].all().count() > 0) {
                rows.add(row(walk.figures().get(i / stages.size()), stages.get(i % stages.size()), all[i]));
            }
        }
        return List.copyOf(rows);
    }

    private static Consistency.InStage row(ExperienceFigure figure, String stage, Cell cell) {
        int least = HoneymoonDrop.FEWEST_CUSTOMERS;
        return new Consistency.InStage(
                figure,
                stage,
                cell.all().count(),
                cell.all().mean(),
                cell.change().count(),
                cell.change().mean(least),
                cell.change().error(least),
                cell.aged().count(),
                cell.aged().mean(least),
                cell.aged().error(least));
    }

    /** By figure and stage. */
    private Cell[] cells() {
        Cell[] cells = new Cell[walk.figures().size() * stages.size()];
        Arrays.setAll(cells, i -> Cell.empty());
        return cells;
    }

    private Cell[] part(int from, int to) {
        Cell[] cells = cells();
        // By figure and stage, of the first 90 days and then of what came after.
        double[] above = new double[2 * cells.length];
        double[] below = new double[2 * cells.length];
        for (int row = from; row < to; row++) {
            ExperienceWalk.Span span = walk.spanToPresent(row);
            Optional<StagePath> path = journey.path(walk.view().customerId(row));
            if (!span.isEmpty() && path.isPresent()) {
                Arrays.fill(above, 0);
                Arrays.fill(below, 0);
                live(span, new Visits(path.get()), above, below);
                keep(above, below, cells);
            }
        }
        return cells;
    }

    private void live(ExperienceWalk.Span span, Visits visits, double[] above, double[] below) {
        walk.walk(span, (f, at, more, by) -> {
            int stage = visits.before(at);
            if (stage >= 0) {
                int place = place(f, stage, at - span.since() < EARLY);
                above[place] += more;
                below[place] += by;
            }
        });
        for (int f = 0; f < walk.figures().size(); f++) {
            if (walk.isMonthly(f)) {
                for (int visit = 0; visit < visits.stage.length; visit++) {
                    addMonths(f, span, visits, visit, below);
                }
            }
        }
    }

    private int place(int figure, int stage, boolean isEarly) {
        return 2 * (figure * stages.size() + stage) + (isEarly ? 0 : 1);
    }

    private void addMonths(int figure, ExperienceWalk.Span span, Visits visits, int visit, double... below) {
        if (visits.stage[visit] < 0) {
            return;
        }
        double from = Math.max(span.first(), visits.times.begin(visit));
        double to = Math.min(span.last(), visits.times.end(visit));
        double bend = span.since() + EARLY;
        double early = Math.max(0, Math.min(to, bend) - from);
        double late = Math.max(0, to - Math.max(from, bend));
        below[place(figure, visits.stage[visit], true)] += early / ExperienceWalk.MONTH;
        below[place(figure, visits.stage[visit], false)] += late / ExperienceWalk.MONTH;
    }

    private void keep(double[] above, double[] below, Cell... cells) {
        for (int f = 0; f < walk.figures().size(); f++) {
            double least = walk.isMonthly(f) ? Experience.LEAST_MONTHS : 0;
            double allAbove = 0;
            double allBelow = 0;
            int from = place(f, 0, true);
            int to = from + 2 * stages.size();
            for (int i = from; i < to; i++) {
                allAbove += above[i];
                allBelow += below[i];
            }
            for (int i = from; i < to; i += 2) {
                Cell cell = cells[i / 2];
                double over = above[i] + above[i + 1];
                double by = below[i] + below[i + 1];
                double here = ratio(over, by, least);
                cell.all().add(here);
                cell.change().add(here - ratio(allAbove - over, allBelow - by, least));
                cell.aged().add(ratio(above[i + 1], below[i + 1], least) - ratio(above[i], below[i], least));
            }
        }
    }

    private static double ratio(double above, double below, double least) {
        // What is left of a difference of sums is rounding.
        return below > 1e-9 && below >= least ? above / below : Double.NaN;
    }

    /** A way in columns: stretches of time, and of each its stage, -1 for none. */
    private final class Visits {
        private final Stretches times;
        private final int[] stage;

        Visits(StagePath path) {
            times = Stretches.of(path.visits().stream()
                    .mapToLong(visit -> Millis.of(visit.from()))
                    .toArray());
            stage = path.visits().stream()
                    .mapToInt(visit -> stages.indexOf(visit.stage()))
                    .toArray();
        }

        int before(long at) {
            int visit = times.before(at);
            return visit < 0 ? -1 : stage[visit];
        }
    }

    /** Refuses a journey of another present. */
    static Journey checked(ExperienceWalk walk, Journey journey) {
        Objects.requireNonNull(journey, "journey");
        if (!journey.asOf().equals(walk.view().asOf())) {
            throw new IllegalArgumentException("journey must be as of "
                    + walk.view().asOf() + ", was as of " + journey.asOf() + ": make both of one view");
        }
        return journey;
    }
}
