package io.engagement.outcome.observational;

import io.engagement.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weekly spend of the households of {@code complete_journey} in weeks 1 to 52 from 2017-01-01, and the week of their first campaign of
 * Type A.
 */
record JourneyPanel(Panel spend, FirstContacts contacts) {
    private static final LocalDate START = LocalDate.parse("2017-01-01");

    static JourneyPanel read() {
        Panel.Builder panel = Panel.builder();
        Map<String, Map<Integer, Double>> spend = new HashMap<>();
        for (String line : lines("transactions_sample.csv")) {
            String[] row = line.split(",", -1);
            Map<Integer, Double> own = spend.computeIfAbsent(row[0], id -> new HashMap<>());
            own.merge(week(row[10]), Double.parseDouble(row[5]), Double::sum);
        }
        spend.forEach((id, weeks) -> {
            weeks.putIfAbsent(1, 0.0);
            weeks.putIfAbsent(52, 0.0);
            weeks.forEach((week, value) -> {
                if (week <= 52) {
                    panel.add(id, week, value);
                }
            });
        });
        Panel built = panel.buildWithZeros();
        return new JourneyPanel(built, FirstContacts.inPeriods(built, firstTypeA()));
    }

    private static Map<String, Integer> firstTypeA() {
        Map<String, Integer> starts = new HashMap<>();
        for (String line : lines("campaign_descriptions.csv")) {
            String[] row = line.split(",", -1);
            if (row[1].equals("Type A")) {
                starts.put(row[0], week(row[2]));
            }
        }
        Map<String, Integer> first = new HashMap<>();
        for (String line : lines("campaigns.csv")) {
            String[] row = line.split(",", -1);
            Integer week = starts.get(row[0]);
            if (week != null) {
                first.merge(row[1], week, Math::min);
            }
        }
        return first;
    }

    private static List<String> lines(String name) {
        try {
            List<String> lines = Files.readAllLines(SharedData.file("data/complete_journey/" + name));
            return lines.subList(1, lines.size());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int week(String date) {
        return (int) ChronoUnit.DAYS.between(START, LocalDate.parse(date.substring(0, 10))) / 7 + 1;
    }
}
