package io.engagement.score;

import io.engagement.domain.TimeScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers, times and clauses of explanations, the same in every locale. */
final class Wording {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    /** What does not differ within these is less than {@link #LEAST}. */
    private static final int MOST_DECIMALS = 9;

    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    /** Products below this are exact to far less than {@link #TIE}. */
    private static final double LARGEST = 1e9;
    /** Nearer than this to the middle of two numbers is taken for it, and looked at digit by digit. */
    private static final double TIE = 1e-5;

    private static final int DAYS_AT_MOST = 14;
    private static final int WEEKS_AT_MOST = 13;
    private static final int MONTHS_AT_MOST = 24;
    private static final double ALMOST_CERTAIN = 0.995;
    /** Below these an amount would be written as none. */
    private static final double LEAST = 1e-6;

    /** Of money and of a hundred points. */
    private static final double LEAST_OF_TWO_DECIMALS = 0.005;

    private Wording() {}

    /** As many digits as one reads: 3, 31.2, 4.03, 0.21, 0.0034. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) {
            return Long.toString((long) value);
        }
        return size >= 1 ? rounded(value, decimals(size)) : fraction(value);
    }

    private static int decimals(double size) {
        return size >= 100 ? 0 : size >= 10 ? 1 : 2;
    }

    /** One decimal below a hundred, where it is not 0. */
    static String gaps(double number) {
        double tenths = tenths(number);
        return number < 100 && tenths % 10 != 0 ? Double.toString(tenths / 10) : figure(Math.rint(number));
    }

    /** As String.format rounds. */
    private static String rounded(double value, int decimals) {
        double scaled = Math.abs(value) * TENS[decimals];
        if (scaled < LARGEST && !isNearTie(scaled)) {
            return decimal(value < 0, Math.round(scaled), decimals);
        }
        return Double.isInfinite(value)
                ? Double.toString(value)
                : BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /** Two digits, without a zero that the shortest form of the number does not have: 0.5, 0.50 for 0.501. */
    private static String fraction(double value) {
        double size = Math.abs(value);
        if (size < 1e-6) {
            return "almost 0";
        }
        int decimals = 2;
        while (size * TENS[decimals] < 10) {
            decimals++;
        }
        double scaled = size * TENS[decimals];
        long digits = Math.round(scaled);
        // One that has no more than two digits, one at a tie and one that becomes 1 with a digit less go the long way.
        if (digits < 100 && Math.abs(scaled - digits) > TIE && !isNearTie(scaled)) {
            return decimal(value < 0, digits, decimals);
        }
        return BigDecimal.valueOf(value).round(TWO_DIGITS).toPlainString();
    }

    /** Whether the rounding of the product could decide which way it is rounded. */
    private static boolean isNearTie(double scaled) {
        return Math.abs(scaled - Math.floor(scaled) - 0.5) < TIE;
    }

    /**
     * The integer with a point before its last {@code decimals} digits. By hand, as a base has millions of sentences.
     */
    private static String decimal(boolean negative, long digits, int decimals) {
        StringBuilder text = new StringBuilder(16).append(digits);
        while (text.length() <= decimals) {
            text.insert(0, '0');
        }
        if (decimals > 0) {
            text.insert(text.length() - decimals, '.');
        }
        return negative && digits > 0 ? text.insert(0, '-').toString() : text.toString();
    }

    /** Whether something holds. */
    static String flag(double value) {
        return value == 1 ? "yes" : value == 0 ? "no" : figure(value);
    }

    static String money(double value) {
        return Double.isNaN(value) ? "unknown" : rounded(value, 2);
    }

    /**
     * A length of time in the unit that a person would choose: minutes, hours, days up to 14, weeks up to 13, months up to 24,
     * years.
     */
    static String time(double value, TimeScale scale) {
        double days = value * (scale.millis() / TimeScale.DAYS.millis());
        if (Double.isNaN(days)) {
            return "unknown";
        }
        double size = Math.abs(days);
        // By what would be written: 13.9 days are about 14, which are 2.0 weeks.
        if (Math.rint(size) < DAYS_AT_MOST) {
            return size >= 1 || size == 0 ? counted(days, "day") : ofDay(days);
        }
        if (tenths(size / 7) < 10 * WEEKS_AT_MOST) {
            return measured(days / 7, "weeks");
        }
        double months = days * (TimeScale.DAYS.millis() / TimeScale.MONTHS.millis());
        return tenths(Math.abs(months)) < 10 * MONTHS_AT_MOST
                ? measured(months, "months")
                : measured(months * (TimeScale.MONTHS.millis() / TimeScale.YEARS.millis()), "years");
    }

    private static double tenths(double value) {
        return Math.rint(10 * value);
    }

    private static String ofDay(double days) {
        double hours = 24 * days;
        if (Math.abs(hours) >= 1) {
            return Math.abs(Math.rint(hours)) < 24
                    ? counted(Math.rint(hours), "hour")
                    : counted(Math.signum(days), "day");
        }
        double minutes = Math.rint(60 * hours);
        if (Math.abs(minutes) >= 60) {
            return counted(Math.signum(days), "hour");
        }
        return minutes == 0 ? "less than a minute" : counted(minutes, "minute");
    }

    /** One decimal where there is one: 2 days, 2.5 days, 1 day. */
    private static String counted(double value, String unit) {
        double tenths = tenths(value);
        String figure = tenths % 10 == 0 ? Long.toString((long) (tenths / 10)) : rounded(tenths / 10, 1);
        return figure + " " + (Math.abs(tenths) == 10 ? unit : unit + "s");
    }

    /** 10.6 weeks, 2.0 weeks where that is rounded, 2 weeks where it is not. */
    private static String measured(double value, String units) {
        return (value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : rounded(value, 1))
                + " " + units;
    }

    /** How often: "once", "twice", "38 times". */
    static String times(double number) {
        return number == 1 ? "once" : number == 2 ? "twice" : figure(number) + " times";
    }

    /** A score as it is written: 0.62, 12.50, 71.3. */
    static String score(Scale scale, double value) {
        if (scale == Scale.MONEY) {
            return money(value);
        }
        return scale == Scale.PROBABILITY && value > ALMOST_CERTAIN && value < 1 ? almostCertain(value) : figure(value);
    }

    /** A score beside another one of the same customer, which is written with digits that tell the two apart. */
    static String score(Scale scale, double value, double other) {
        String usual = score(scale, value);
        if (value == other || !Double.isFinite(value + other) || !usual.equals(score(scale, other))) {
            return usual;
        }
        int point = usual.indexOf('.');
        for (int decimals = point < 0 ? 1 : usual.length() - point; decimals <= MOST_DECIMALS; decimals++) {
            String more = toDecimals(value, decimals);
            if (!more.equals(toDecimals(other, decimals))) {
                return more;
            }
        }
        return usual;
    }

    private static String toDecimals(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Down to the first digit that is not 9, cut there: rounded, it would be certain. */
    private static String almostCertain(double value) {
        if (1 - value < LEAST) {
            return "almost 1";
        }
        int decimals = 3;
        while ((1 - value) * TENS[decimals] < 1) {
            decimals++;
        }
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.DOWN).toPlainString();
    }

    /** What an amount adds: "+0.41", "-12.50"; "unchanged" by 0. */
    static String signed(Scale scale, double amount) {
        if (amount == 0) {
            return "unchanged";
        }
        String size = size(scale, amount);
        return tells(scale, amount) ? (amount > 0 ? "+" : "-") + size : "almost unchanged";
    }

    /** Whether an amount is more than nothing when it is written. */
    static boolean tells(Scale scale, double amount) {
        return Math.abs(amount) >= (scale == Scale.MONEY || scale == Scale.INDEX ? LEAST_OF_TWO_DECIMALS : LEAST);
    }

    private static String size(Scale scale, double amount) {
        return scale == Scale.MONEY ? money(Math.abs(amount)) : figure(Math.abs(amount));
    }

    static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    static String small(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
