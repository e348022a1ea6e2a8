package io.engagement.history;

import io.engagement.history.LoadReport.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects refusals while a log is loaded. */
final class Refusals {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    void add(String reason, String row, long count) {
        counts.merge(reason, count, Long::sum);
        List<String> kept = rows.computeIfAbsent(reason, unused -> new ArrayList<>());
        if (kept.size() < Refusal.ROWS_KEPT) {
            kept.add(row);
        }
    }

    void addAll(Map<String, Refusal> refusals) {
        refusals.forEach((reason, refusal) -> {
            counts.merge(reason, refusal.count(), Long::sum);
            List<String> kept = rows.computeIfAbsent(reason, unused -> new ArrayList<>());
            refusal.firstRows().stream()
                    .limit(Refusal.ROWS_KEPT - (long) kept.size())
                    .forEach(kept::add);
        });
    }

    Map<String, Refusal> toMap() {
        Map<String, Refusal> map = new LinkedHashMap<>();
        counts.forEach((reason, count) -> map.put(reason, new Refusal(count, rows.getOrDefault(reason, List.of()))));
        return map;
    }
}
