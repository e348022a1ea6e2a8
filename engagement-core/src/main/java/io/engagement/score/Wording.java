package io.engagement.score;

import io.engagement.domain.TimeScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Numbers and sentences of explanations, the same in every locale. */
final class Wording {
    private static final Comparator<Contribution> LARGEST_FIRST = Comparator.comparingDouble(
                    (Contribution contribution) -> -Math.abs(contribution.amount()))
            .thenComparing(Contribution::name);
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    /** Products below this are exact to far less than {@link #TIE}. */
    private static final double LARGEST = 1e9;
    /** Nearer than this to the middle of two numbers is taken for it, and looked at digit by digit. */
    private static final double TIE = 1e-5;

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

    /** The integer with a point before its last so many digits; a base has a sentence for every score of a customer. */
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

    static String money(double value) {
        return Double.isNaN(value) ? "unknown" : rounded(value, 2);
    }

    static String time(double value, TimeScale scale) {
        String figure = figure(value);
        String units = scale.name().toLowerCase(Locale.ROOT);
        return Double.isNaN(value) ? figure : figure + " " + (figure.equals("1") ? singular(units) : units);
    }

    private static String singular(String units) {
        return units.substring(0, units.length() - 1);
    }

    /** What an amount does: "raises the risk by 0.21". */
    static String effect(String subject, Scale scale, double amount) {
        if (amount == 0) {
            return "leaves the " + subject + " as it is";
        }
        String size = scale == Scale.MONEY ? money(Math.abs(amount)) : figure(Math.abs(amount));
        return (amount > 0 ? "raises the " : "lowers the ") + subject + " by " + size;
    }

    static List<Contribution> sorted(List<Contribution> contributions) {
        Contribution[] sorted = contributions.toArray(Contribution[]::new);
        Arrays.sort(sorted, LARGEST_FIRST);
        return List.of(sorted);
    }

    /** The main reason of contributions that are sorted. */
    static String reason(List<Contribution> contributions) {
        return contributions.isEmpty() || contributions.get(0).amount() == 0
                ? "like the typical customer in everything that counts"
                : contributions.get(0).sentence();
    }
}
