package io.engagement.crm;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogCondenser;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.ScoringSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits models to all parts of a base, and scores them, with one part in memory at a time. */
final class BaseScores {
    private final RunLogs logs;
    private final Parts parts;
    private final Instant asOf;
    private long interactions;

    BaseScores(RunLogs logs, Parts parts, Instant asOf) {
        this.logs = logs;
        this.parts = parts;
        this.asOf = asOf;
    }

    /** Of the columns of all together: no model reads ids. */
    ScoringSetup fit() {
        LogCondenser all = LogCondenser.expecting(Math.toIntExact(parts.interactions()));
        parts.files().forEach(file -> all.add(logs.reread(file)));
        if (parts.files().size() > 1) {
            logs.letGo();
        }
        return ScoringSetup.fit(all.log().asOf(asOf));
    }

    /** Of all customers in one table: who is typical is so among all. */
    ScoreTable score(ScoringPlan plan) {
        List<MeasureTable> measured = new ArrayList<>();
        for (String file : parts.files()) {
            measured.add(measured(logs.reread(file), plan));
        }
        return plan.score(measured.size() == 1 ? measured.get(0) : joined(measured, plan));
    }

    private MeasureTable measured(InteractionLog log, ScoringPlan plan) {
        LogView view = log.asOf(asOf);
        interactions += view.size();
        return MeasureTable.of(view, plan.timeScale(), plan.measures());
    }

    /** How many interactions the scores rest upon. */
    long interactions() {
        return interactions;
    }

    private MeasureTable joined(List<MeasureTable> tables, ScoringPlan plan) {
        List<String> ids = new ArrayList<>();
        for (MeasureTable table : tables) {
            for (int row = 0; row < table.size(); row++) {
                ids.add(table.customerId(row));
            }
        }
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        for (Measure measure : plan.measures()) {
            double[] all = new double[ids.size()];
            int next = 0;
            for (MeasureTable table : tables) {
                for (int row = 0; row < table.size(); row++) {
                    all[next++] = table.column(measure).get(row);
                }
            }
            columns.put(measure, all);
        }
        return MeasureTable.ofColumns(asOf, plan.timeScale(), ids, columns);
    }
}
