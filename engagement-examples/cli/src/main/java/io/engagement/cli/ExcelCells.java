package io.engagement.cli;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;

/**
 * Cells for a spreadsheet of a country that writes decimals with a comma. Times are written as all of its languages read them.
 * A text that it would take for a number, date or truth value and change (it keeps 15 digits of 16, no zeros in front, and {@code
 * MAR1} becomes a day) is written as {@code ="0042"}, which it shows as the text.
 */
final class ExcelCells implements CsvCells {
    /** It calculates with this many digits. */
    private static final long LARGEST = 999_999_999_999_999L;

    private static final Pattern NUMBER_AS_IT_IS = Pattern.compile("0|[1-9][0-9]{0,14}");

    /** Digits and what stands between those of numbers, amounts, dates, times and fractions in any language. */
    private static final Pattern LIKE_A_NUMBER = Pattern.compile(
            "(?!')(?=\\P{Nd}*+\\p{Nd})[\\p{Nd}.,:/+\\-()%'\u2019\u5E74\u6708\u65E5\u6642\u5206\u79D2\\s\\p{Z}\\p{Sc}]++"
                    + "(?:[eEdD][+-]?\\p{Nd}++)?[\\s\\p{Z}]*+(?:[aApP][mM]?)?[%\\s\\p{Z}\\p{Sc}]*+");

    private static final String MONTHS =
            "jan|ene|gen|feb|fev|fév|mar|mär|mrz|maa|apr|avr|abr|mai|may|mag|maj|mei|jun|jui|giu"
                    + "|jul|lug|aug|aou|aoû|ago|sep|set|okt|oct|ott|out|nov|dez|dec|déc|dic|dis";

    private static final Pattern LIKE_A_DAY = Pattern.compile(
            "(?=\\P{Nd}*+\\p{Nd})[\\p{Nd}.,/\\-\\s\\p{Z}]*+(?:" + MONTHS + ")\\p{L}*+[\\p{Nd}.,:/\\-\\s\\p{Z}]*+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern LIKE_A_WORD = Pattern.compile(
            "[\\s\\p{Z}]*+(?:true|false|wahr|falsch|vrai|faux|vero|falso|verdadero|verdadeiro|waar|onwaar|sant|falskt|sann|usann"
                    + "|sand|falsk|tosi|ep\u00E4tosi|prawda|fa\u0142sz|pravda|nepravda|igaz|hamis|do\u011Fru|yanl\u0131\u015F|#[\\p{L}/0-9]+[!?]?)[\\s\\p{Z}]*+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A text within a formula may not be longer. */
    private static final int LONGEST = 255;

    private final DoubleFunction<String> numbers;
    private final DateTimeFormatter times;

    /**
     * Cells.
     *
     * @param numbers with a point before decimals
     * @param zone whose clocks times are told by
     */
    ExcelCells(DoubleFunction<String> numbers, ZoneId zone) {
        this.numbers = numbers;
        this.times = new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd HH:mm:ss")
                .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
                .toFormatter(Locale.ROOT)
                .withZone(zone);
    }

    @Override
    public String text(String text) {
        return isTakenForAnother(text) ? kept(text) : SpreadsheetText.of(text);
    }

    /** Whether a text is written by a formula, which those that are given never are. */
    static boolean isKept(String cell) {
        return cell.startsWith("=");
    }

    private static boolean isTakenForAnother(String text) {
        if (NUMBER_AS_IT_IS.matcher(text).matches()) {
            return false;
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return text.indexOf('"') < 0
                && text.codePoints().noneMatch(each -> each != '\t' && each != '\n' && Shown.isHidden(each))
                && (LIKE_A_NUMBER.matcher(normal).matches()
                        || LIKE_A_DAY.matcher(normal).matches()
                        || LIKE_A_WORD.matcher(normal).matches());
    }

    /** Without quotes, nothing in it ends the text. */
    private static String kept(String text) {
        StringBuilder formula = new StringBuilder("=");
        for (int from = 0; from < text.length(); from += LONGEST) {
            formula.append(from == 0 ? "\"" : "&\"")
                    .append(text, from, Math.min(text.length(), from + LONGEST))
                    .append('"');
        }
        return formula.toString();
    }

    @Override
    public String number(double number) {
        return numbers.apply(number).replace('.', ',');
    }

    @Override
    public String whole(long number) {
        String text = Long.toString(number);
        return Math.abs(number) > LARGEST ? kept(text) : text;
    }

    @Override
    public String time(Instant time) {
        String text = times.format(time);
        return text.matches("[0-9].*") ? text.replace('.', ',') : SpreadsheetText.of(text);
    }
}
