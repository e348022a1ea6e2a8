package io.engagement.connect;

import io.engagement.connect.TimeFormat.Found;
import io.engagement.connect.TimeFormat.Wall;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the rows of one source happened. */
final class RowTimes {
    /** Times that are no longer are few in a file. */
    private static final int LENGTH_OF_A_DAY = 10;

    private final Cells cells;
    private final TimeFormat times;
    private final KnownTexts<Found> days;
    private final PlainNumbers instants = new PlainNumbers();
    private final int column;
    private @Nullable String lastTime;
    private Found lastFound = new Found(0, Wall.NO_MATTER);

    RowTimes(Cells cells, TimeFormat times) {
        this.cells = cells;
        this.times = times;
        this.days = new KnownTexts<>(cells.columns(List.of(Field.AT)));
        this.column = times.isAuto() ? cells.verbatim(Field.AT) : Cell.NONE;
    }

    /**
     * A row's time.
     *
     * @throws RowRefused if it has none
     */
    Found at(Row row) {
        if (column != Cell.NONE && row instanceof PlainRow plainRow) {
            long instant = instants.instant(plainRow, column);
            if (instant != PlainNumbers.OTHER) {
                return new Found(instant, Wall.NO_MATTER);
            }
            if (plainRow.length(column) <= LENGTH_OF_A_DAY) {
                return days.of(row, this::ofText);
            }
        }
        return ofText(row);
    }

    /** Neighbouring rows of most files are of one day. */
    private Found ofText(Row row) {
        String text = Blanks.strip(cells.needed(Field.AT, row));
        if (!text.equals(lastTime)) {
            try {
                // Both change or none: a text that is refused must not leave its time to the text before it.
                lastFound = times.find(text);
                lastTime = text;
            } catch (DateTimeException e) {
                throw cells.refused(Field.AT, text, "is not a date or time", times.allowed());
            }
        }
        return lastFound;
    }

    /** Whether a row has no time, as those at the end of a report that sum up the others. */
    boolean isMissing(Row row) {
        String text = cells.stripped(Field.AT, row);
        return text.isEmpty() || TitleRows.isSum(text);
    }
}
