package io.engagement.spring;

import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all customers' measures were at the last mark: what "what changed" compares with. Kept in memory alone, so that a mark begins
 * anew with the process. Thread-safe.
 */
final class ScoreMarks {
    private final LiveStore store;
    private final ScoringPlan plan;
    private final List<Measure> measures;

    private final Lock lock = new ReentrantLock();
    private volatile Map<String, Marked> marked = new ConcurrentHashMap<>();
    private Optional<Set<String>> erasedMeanwhile = Optional.empty();

    private static final class Marked {
        final Instant at;
        final double[] values;

        Marked(Instant at, double[] values) {
            this.at = at;
            this.values = values;
        }
    }

    ScoreMarks(LiveStore store) {
        this.store = store;
        this.plan = store.plan();
        this.measures = plan.measures();
    }

    /** Marks all customers as they are now. One at a time. */
    void mark() {
        locked(() -> erasedMeanwhile = Optional.of(new HashSet<>()));
        Map<String, Marked> fresh = new ConcurrentHashMap<>();
        store.forEachPartOfMeasures(part -> {
            for (int row = 0; row < part.size(); row++) {
                fresh.put(part.customerId(row), marked(part, row));
            }
        });
        locked(() -> {
            erasedMeanwhile.orElseThrow().forEach(fresh::remove);
            erasedMeanwhile = Optional.empty();
            marked = fresh;
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private Marked marked(MeasureTable table, int row) {
        double[] values = new double[measures.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = table.column(measures.get(place)).get(row);
        }
        return new Marked(table.asOf(), values);
    }

    void erase(String customerId) {
        locked(() -> {
            marked.remove(customerId);
            erasedMeanwhile.ifPresent(erased -> erased.add(customerId));
        });
    }

    /** A table of one row; empty if the customer was not known at the last mark. */
    Optional<ScoreTable> at(String customerId) {
        return Optional.ofNullable(marked.get(customerId)).map(then -> {
            Map<Measure, double[]> columns = new LinkedHashMap<>();
            List<Measure> all = new ArrayList<>(measures);
            for (int place = 0; place < all.size(); place++) {
                columns.put(all.get(place), new double[] {then.values[place]});
            }
            return plan.score(MeasureTable.ofColumns(then.at, store.timeScale(), List.of(customerId), columns));
        });
    }
}
