package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import io.engagement.connect.TimeFormat;
import io.engagement.customerbase.covariate.TimeVaryingCovariates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A file of a calendar: from when on which numbers hold, row by row, and at last where it ends. */
final class SeasonsFile {
    private static final String FROM = "from";

    private final TableFile file;
    private final TimeFormat times;
    private final List<Instant> edges = new ArrayList<>();
    private final List<double[]> periods = new ArrayList<>();
    private List<String> names = List.of();
    private boolean hasEnded;

    SeasonsFile(Path file, BaseOptions base) {
        this.file = TableFile.of(file, Layout.usual()).needing(List.of(FROM));
        this.times = base.times();
    }

    /**
     * The calendar.
     *
     * @throws DataRefused if the file holds none; the message names the line
     */
    TimeVaryingCovariates read() {
        file.read(this::take, this::add);
        if (!hasEnded) {
            throw new DataRefused(file.label()
                    + " does not tell where the calendar ends: add a last row with a date and without numbers");
        }
        try {
            TimeVaryingCovariates calendar = TimeVaryingCovariates.between(edges);
            for (int i = 0; i < names.size(); i++) {
                int column = i;
                double[] numbers =
                        periods.stream().mapToDouble(period -> period[column]).toArray();
                calendar = calendar.common(names.get(i), numbers);
            }
            return calendar;
        } catch (IllegalArgumentException none) {
            throw new DataRefused(file.label() + ": " + none.getMessage());
        }
    }

    private void take(List<String> columns) {
        names = columns.stream().filter(column -> !column.equals(FROM)).toList();
        if (names.isEmpty()) {
            throw new DataRefused(file.label() + " must have a column '" + FROM
                    + "' and one of numbers at least; its columns are [" + Excerpt.ofNames(columns) + "]");
        }
    }

    private void add(TableRow line) {
        if (hasEnded) {
            throw line.refused("the row before it has no numbers, which ends the calendar: nothing may follow");
        }
        edges.add(line.time(FROM, times));
        hasEnded = names.stream().allMatch(name -> line.text(name).isEmpty());
        if (!hasEnded) {
            periods.add(names.stream().mapToDouble(line::number).toArray());
        }
    }
}
