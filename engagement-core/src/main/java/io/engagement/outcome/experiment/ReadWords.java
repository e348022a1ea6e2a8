package io.engagement.outcome.experiment;

import io.engagement.outcome.experiment.ExperimentReading.Row;
import java.util.Locale;

/** What an experiment says of one arm and one outcome, in a sentence. */
final class ReadWords {
    private ReadWords() {}

    static String sentence(Row row) {
        String who = row.arm() + ", " + row.outcome() + ": ";
        return who
                + switch (row.finding()) {
                    case MORE -> size(row, "more") + " a customer" + between(row) + change(row) + ".";
                    case LESS -> size(row, "less") + " a customer" + between(row) + change(row) + ".";
                    case NOT_CLEAR ->
                        "no clear difference, " + number(row.effect().estimate()) + between(row)
                                + "; 90 % sure to be found only from " + number(row.detectable()) + ".";
                    case RESTS_ON_FEW_CUSTOMERS ->
                        size(row, row.effect().estimate() > 0 ? "more" : "less") + between(row)
                                + ", but it rests on few customers: with the highest 1 % cut it is not clear.";
                    case TOO_LITTLE_DATA ->
                        "too little data, fewer than 100 customers or 30 with an outcome in an arm;"
                                + " found would be effects from about " + number(row.detectable()) + ".";
                    case NO_READING -> "not read, as arms are not as planned or differed before.";
                };
    }

    private static String size(Row row, String way) {
        return number(Math.abs(row.effect().estimate())) + " " + way;
    }

    private static String between(Row row) {
        return " (" + number(row.interval().lower()) + " to "
                + number(row.interval().upper()) + ")";
    }

    private static String change(Row row) {
        return row.relative().logRatio().isDefined()
                ? String.format(Locale.ROOT, ", %+.1f %%", 100 * row.relative().change())
                : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
