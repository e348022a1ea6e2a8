package io.engagement.connect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the number format of a spreadsheet's cell shows of its number. */
enum CellFormat {
    /** The number itself, perhaps as a percentage or with a currency. */
    NUMBER,
    /** A day. */
    DAY,
    /** A day and a time, or a time alone, to the second. */
    TIME,
    /** The same with fractions of a second. */
    FINE_TIME,
    /** How long something took. */
    ELAPSED;

    private static final int ELAPSED_HOURS = 46;
    private static final int FINE_MINUTES = 47;
    /** Numbers of formats that files name without saying how they look (ECMA-376 part 1, 18.8.30; those of East Asia too). */
    private static final Set<Integer> DAYS = Set.of(14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);

    private static final Set<Integer> TIMES = Set.of(18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 55, 56);

    /** Texts in quotes, single signs behind a backslash, and widths of signs, which are left free or filled. */
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"?|\\\\.|[_*].");

    private static final Pattern ELAPSED_UNIT = Pattern.compile("\\[(h+|m+|s+)\\]");
    /** Colours, conditions, currencies and languages. */
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*\\]");

    private static final Pattern FRACTION = Pattern.compile("s[.,]0");
    private static final Pattern CLOCK = Pattern.compile("[hs]");
    private static final Pattern CALENDAR = Pattern.compile("[ydm]");
    private static final Pattern HALF_OF_DAY = Pattern.compile("am/pm|a/p");

    /**
     * What a format shows.
     *
     * @param id its number
     * @param code how it looks; null if the file does not say, as of those that are built in
     */
    static CellFormat of(@Nullable Integer id, @Nullable String code) {
        return code == null || code.isEmpty() ? ofId(id == null ? 0 : id) : ofCode(code);
    }

    private static CellFormat ofId(int id) {
        if (DAYS.contains(id)) {
            return DAY;
        }
        if (TIMES.contains(id)) {
            return TIME;
        }
        return switch (id) {
            case ELAPSED_HOURS -> ELAPSED;
            case FINE_MINUTES -> FINE_TIME;
            default -> NUMBER;
        };
    }

    /** Of positive numbers. */
    private static CellFormat ofCode(String code) {
        String bare = LITERALS.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        String first = bare.split(";", -1)[0].replace("general", "");
        if (ELAPSED_UNIT.matcher(first).find()) {
            return ELAPSED;
        }
        String plain =
                HALF_OF_DAY.matcher(BRACKETS.matcher(first).replaceAll("")).replaceAll("h");
        if (CLOCK.matcher(plain).find()) {
            return FRACTION.matcher(plain).find() ? FINE_TIME : TIME;
        }
        return CALENDAR.matcher(plain).find() ? DAY : NUMBER;
    }
}
