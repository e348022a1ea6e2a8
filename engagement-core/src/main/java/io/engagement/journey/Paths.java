package io.engagement.journey;

import io.engagement.history.LogView;
import io.engagement.internal.base.Beginning;
import io.engagement.internal.calendar.Millis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The ways of a base's customers, or of those of a group; what all tables are counted from. */
final class Paths {
    static final int NONE = -1;

    private final LogView view;
    private final List<String> stages;
    private final List<PathColumns> chunks;
    private final IntPredicate rows;
    private final long began;

    private Paths(LogView view, List<String> stages, List<PathColumns> chunks, IntPredicate rows, long began) {
        this.view = view;
        this.stages = stages;
        this.chunks = chunks;
        this.rows = rows;
        this.began = began;
    }

    static Paths of(LogView view, Stages stages) {
        long began = Beginning.of(view).orElse(Long.MIN_VALUE);
        return new Paths(view, stages.names(), PathColumns.of(view, stages.walk()), row -> true, began);
    }

    Paths only(IntPredicate some) {
        return new Paths(view, stages, chunks, some, began);
    }

    /** Receives a customer's visits, from one place to before another. */
    @FunctionalInterface
    interface Visitor {
        void path(int row, PathColumns columns, int from, int to);
    }

    /** Each customer with a way, in the order of rows. */
    void forEach(Visitor visitor) {
        for (int row = 0; row < view.customers(); row++) {
            if (hasWay(row)) {
                PathColumns columns = columns(row);
                visitor.path(row, columns, columns.start(row), columns.end(row));
            }
        }
    }

    PathColumns columns(int row) {
        return chunks.get(PathColumns.CUSTOMERS.of(row));
    }

    LogView view() {
        return view;
    }

    /** Their names. */
    List<String> stages() {
        return stages;
    }

    String name(int stage) {
        return stage == NONE ? StageNames.NONE : stages.get(stage);
    }

    boolean has(int row) {
        return rows.test(row);
    }

    /** Whether anything is known of where they were. */
    boolean hasWay(int row) {
        PathColumns columns = columns(row);
        return has(row) && columns.end(row) > columns.start(row);
    }

    StagePath path(int row) {
        PathColumns columns = columns(row);
        List<StagePath.Visit> visits = new ArrayList<>();
        int end = columns.end(row);
        for (int visit = columns.start(row); visit < end; visit++) {
            visits.add(new StagePath.Visit(
                    name(columns.stage(visit)),
                    Instant.ofEpochMilli(columns.from(visit)),
                    visit + 1 < end ? Optional.of(Instant.ofEpochMilli(columns.from(visit + 1))) : Optional.empty()));
        }
        return new StagePath(view.customerId(row), visits, view.asOf());
    }

    long now() {
        return Millis.of(view.asOf());
    }

    /** When the log's first interaction was: nothing is seen before. */
    long began() {
        return began;
    }

    /** Until when a visit was, or the present. */
    long until(PathColumns columns, int visit, int end) {
        return visit + 1 < end ? columns.from(visit + 1) : now();
    }

    /** The stage at an instant, or none before the first. */
    static int at(PathColumns columns, int from, int to, long instant) {
        int visit = to - 1;
        while (visit >= from && columns.from(visit) > instant) {
            visit--;
        }
        return visit < from ? NONE : columns.stage(visit);
    }
}
