package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import io.engagement.journey.motive.PersonPeriods;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a file of periods at risk. */
final class PeriodsFile {
    private static final String KNOWN_UP_TO = "known_up_to";
    private static final Set<String> YES = Set.of("1", "true", "yes");
    private static final Set<String> NO = Set.of("0", "false", "no");

    private final TableFile file;
    private final String unit;
    private final String period;
    private final String event;
    private final List<String> wanted;
    private List<String> columns = List.of();
    private boolean tellsKnown;
    private PersonPeriods.Builder rows = PersonPeriods.builder();

    PeriodsFile(TableFile file, String unit, String period, String event, List<String> wanted) {
        this.file = file.needing(Stream.concat(Stream.of(unit, period, event), wanted.stream())
                        .toList())
                .needingRows("one for each unit and period at risk");
        this.unit = unit;
        this.period = period;
        this.event = event;
        this.wanted = wanted;
    }

    /**
     * The rows.
     *
     * @throws DataRefused if a column is missing, or a row cannot be read or is no period at risk
     */
    PersonPeriods read() {
        file.read(this::take, this::add);
        try {
            return rows.build();
        } catch (IllegalArgumentException wrong) {
            throw new DataRefused(file.label() + ": " + Excerpt.ofMessage(String.valueOf(wrong.getMessage())));
        }
    }

    private void take(List<String> header) {
        List<String> others = List.of(unit, period, event, KNOWN_UP_TO);
        columns = wanted.isEmpty()
                ? header.stream().filter(name -> !others.contains(name)).toList()
                : wanted;
        tellsKnown = header.contains(KNOWN_UP_TO);
        rows = PersonPeriods.builder(columns.toArray(String[]::new));
    }

    private void add(TableRow line) {
        double[] values = columns.stream().mapToDouble(line::number).toArray();
        String who = line.given(unit);
        int when = line.whole(period);
        if (tellsKnown) {
            rows.add(who, when, line.whole(KNOWN_UP_TO), left(line), values);
        } else {
            rows.add(who, when, left(line), values);
        }
    }

    private boolean left(TableRow line) {
        String text = line.text(event).toLowerCase(Locale.ROOT);
        if (!YES.contains(text) && !NO.contains(text)) {
            throw line.notAllowed(event, "it takes 1 or 0, true or false, yes or no");
        }
        return YES.contains(text);
    }
}
