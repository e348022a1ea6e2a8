package io.engagement.score;

import io.engagement.domain.TimeScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Numbers and sentences of explanations, the same in every locale. */
final class Wording {
    private static final MathContext TWO_DIGITS = new MathContext(2);

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

    /** As String.format rounds, at a tenth of its cost: a base has a sentence for every score of every customer. */
    private static String rounded(double value, int decimals) {
        return Double.isInfinite(value)
                ? Double.toString(value)
                : BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String fraction(double value) {
        return Math.abs(value) < 1e-6
                ? "almost 0"
                : BigDecimal.valueOf(value).round(TWO_DIGITS).toPlainString();
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
        return contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution contribution) -> -Math.abs(contribution.amount()))
                        .thenComparing(Contribution::name))
                .toList();
    }

    /** The main reason of contributions that are sorted. */
    static String reason(List<Contribution> contributions) {
        return contributions.isEmpty() || contributions.get(0).amount() == 0
                ? "like the typical customer in everything that counts"
                : contributions.get(0).sentence();
    }
}
