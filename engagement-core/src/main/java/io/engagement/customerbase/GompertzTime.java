package io.engagement.customerbase;

import io.engagement.internal.math.GaussRule;
import java.util.Arrays;

/**
 * Integrals over the time t of leaving, with l(t) = ln(1 + (e^(bt) - 1)/beta), of which s l(t) is minus the logarithm of the
 * probability to be alive at t:
 *
 * <pre>  e^(c t - p l(t)) (alpha + t)^-R</pre>
 *
 * <p>by Gauss's rule on panels that are short against the distance to the integrand's singularities and against the time in
 * which it changes, and where it is not below e^-42 of its largest value. Not for several threads.
 */
final class GompertzTime {
    private static final GaussRule FEW = GaussRule.of(10);
    private static final GaussRule MANY = GaussRule.of(16);

    /** Where e^-decay has left nothing, and by how much more before it is passed over. */
    private static final double NOTHING = 42;

    private static final double LESS = 4;
    /** By how much the exponent may change on a panel; and where fewer nodes do. */
    private static final double CHANGE = 10;

    private static final double LITTLE = 1.5;
    /** Beyond this e^(bt) is not computed. */
    private static final double LARGE = 600;

    private final double alpha;
    private final double beta;
    private final double b;
    /** Where the integrand is singular next to the real line. */
    private final double singularAt;

    private double[] bounds = new double[16];
    private final double[] at = new double[6];

    // Of the time last looked at.
    /** l(t). */
    double l;
    /** e^(bt) / (beta - 1 + e^(bt)): the rate of leaving is s b sigma. */
    double sigma;
    /** 1 / (beta - 1 + e^(bt)). */
    double inverse;

    // Of the last integral: all relative to e^scale times the integrand where it starts.
    double scale;
    double mass;
    /** Of ln (alpha+t)/(alpha+from), 1/(alpha+t), l(t) - l(from), 1/(beta-1+e^(bt)), t, and t sigma. */
    final double[] first = new double[6];
    /** Of t^2 sigma (1 - sigma). */
    double spread;

    /** Of products of the six; the upper half. */
    final double[][] second = new double[6][6];

    GompertzTime(double alpha, double beta, double b) {
        this.alpha = alpha;
        this.beta = beta;
        this.b = b;
        this.singularAt = Math.log(Math.abs(beta - 1)) / b;
    }

    void look(double t) {
        double bt = b * t;
        double rise = bt > LARGE ? Double.POSITIVE_INFINITY : Math.expm1(bt);
        if (rise / beta < 1e290) {
            l = Math.log1p(rise / beta);
            inverse = 1 / (beta + rise);
            sigma = (1 + rise) * inverse;
        } else {
            l = bt - Math.log(beta);
            inverse = 0;
            sigma = 1;
        }
    }

    /**
     * Integrates; what it is, stands in the fields.
     *
     * @param to may be infinite if c is not above 0, and if p or -c is
     */
    void integrate(double c, double p, double shape, double from, double to) {
        integrate(c, p, shape, from, to, false);
    }

    /** With second derivatives, if it is to be curved. */
    void integrate(double c, double p, double shape, double from, double to, boolean curved) {
        mass = 0;
        spread = 0;
        Arrays.fill(first, 0);
        for (double[] row : second) {
            Arrays.fill(row, 0);
        }
        int panels = panels(c, p, shape, from, to, Double.POSITIVE_INFINITY);
        look(from);
        double start = l;
        double a = alpha + from;
        for (int panel = 0; panel < panels; panel += 2) {
            double half = 0.5 * (bounds[panel + 1] - bounds[panel]);
            double middle = bounds[panel] + half;
            GaussRule rule = panels == 2 && isLittle(c, p, shape, from, bounds[1]) ? FEW : MANY;
            for (int i = 0; i < rule.size(); i++) {
                double t = middle + half * rule.node(i);
                look(t);
                double log = shape == 0 ? 0 : Math.log1p((t - from) / a);
                double f = half * rule.weight(i) * Math.exp(c * (t - from) - p * (l - start) - shape * log - scale);
                take(t, f, log, l - start, curved);
            }
        }
    }

    private void take(double t, double f, double log, double rise, boolean curved) {
        mass += f;
        at[0] = log;
        at[1] = 1 / (alpha + t);
        at[2] = rise;
        at[3] = inverse;
        at[4] = t;
        at[5] = t * sigma;
        for (int i = 0; i < at.length; i++) {
            first[i] += f * at[i];
        }
        if (curved) {
            spread += f * t * t * sigma * (beta - 1) * inverse;
            for (int i = 0; i < at.length; i++) {
                for (int j = i; j < at.length; j++) {
                    second[i][j] += f * at[i] * at[j];
                }
            }
        }
    }

    private boolean isLittle(double c, double p, double shape, double from, double to) {
        double width = to - from;
        boolean near = width < 0.5 * distance(from) && (shape == 0 || width < alpha + from);
        return near && width * Math.max(slope(c, p, shape, from), slope(c, p, shape, to)) < LITTLE;
    }

    /** The bounds of the last panels: from and to, one panel after the other. */
    double bound(int i) {
        return bounds[i];
    }

    /**
     * Lays out the panels.
     *
     * @param finest no panel is longer than this many times the time since -alpha
     * @return how many bounds there are, two for each panel
     */
    int panels(double c, double p, double shape, double from, double to, double finest) {
        look(from);
        double start = l;
        double a = alpha + from;
        scale = largest(c, p, shape, from, to);
        int size = 0;
        double t = from;
        while (t < to) {
            look(t);
            double log = shape == 0 ? 0 : Math.log1p((t - from) / a);
            double exponent = c * (t - from) - p * (l - start) - shape * log;
            if (exponent < scale - NOTHING - LESS) {
                // It falls from here on, or else rises no faster than e^(c t).
                if (c <= 0 || c <= p * b * sigma) {
                    break;
                }
                t += (scale - NOTHING - exponent) / c;
                continue;
            }
            double width = Math.min(distance(t), to - t);
            if (shape > 0 || finest < Double.POSITIVE_INFINITY) {
                width = Math.min(width, Math.min(3, finest) * (alpha + t));
            }
            width = changing(c, p, shape, t, width);
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * size);
            }
            bounds[size++] = t;
            t = Math.min(to, t + width);
            bounds[size++] = t;
        }
        return size;
    }

    /** The length, at most the given one, over which the exponent changes by about {@link #CHANGE} at most. */
    private double changing(double c, double p, double shape, double t, double atMost) {
        double width = Math.min(atMost, CHANGE / slope(c, p, shape, t));
        while (width * slope(c, p, shape, t + width) > CHANGE) {
            width *= 0.5;
        }
        return width;
    }

    /** How steep the exponent is; of its terms that may cancel, what is left, which is steepest at one of a panel's ends. */
    private double slope(double c, double p, double shape, double t) {
        look(t);
        return Math.abs(c - p * b * sigma) + shape / (alpha + t);
    }

    /** How long a panel may be that starts here, for the singularities of l. */
    private double distance(double t) {
        double from = t - singularAt;
        if (b * from > 40) {
            return Double.POSITIVE_INFINITY;
        }
        if (beta < 1) {
            return 3 * from;
        }
        double aside = 1.5 * Math.PI / b;
        return from < 0 ? Math.max(aside, -0.5 * from) : aside + 1.5 * from;
    }

    /** About the largest exponent, relative to that at the start. */
    private double largest(double c, double p, double shape, double from, double to) {
        if (c <= 0) {
            return 0;
        }
        look(from);
        double start = l;
        double largest = 0;
        // Where e^(c t - p l) is largest: there c = p b sigma.
        double peak = Math.log((beta - 1) / (p * b / c - 1)) / b;
        for (double t : new double[] {Math.max(from, Math.min(to, peak)), to}) {
            if (t > from && t < Double.POSITIVE_INFINITY) {
                look(t);
                largest = Math.max(
                        largest, c * (t - from) - p * (l - start) - shape * Math.log1p((t - from) / (alpha + from)));
            }
        }
        return largest;
    }
}
