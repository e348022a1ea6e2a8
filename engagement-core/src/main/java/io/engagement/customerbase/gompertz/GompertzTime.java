package io.engagement.customerbase.gompertz;

import io.engagement.internal.math.GaussRule;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Integrals over the time u of leaving since a time from, with l(t) = ln(1 + (e^(bt) - 1)/beta), of which s l(t) is minus the
 * logarithm of the probability to be alive at t:
 *
 * <pre>  e^(c u - p (l(from+u) - l(from))) ((alpha+from)/(alpha+from+u))^R</pre>
 *
 * <p>by Gauss's rule on panels that are short against the distance to the integrand's singularities and against the time in
 * which it changes, and where what is left is not below e^-42 of the whole. Of one who is alive at a time, the time to come is
 * that of a new customer with B = 1 + (beta-1) e^(-b from) for beta: all is computed from u and B, as l(t) itself grows without
 * end and would lose what it has changed by. Not for several threads.
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

    private double[] bounds = new double[16];
    private final double[] at = new double[6];

    // Of the time last looked at.
    /** l(t). */
    double l;
    /** e^(bt) / (beta - 1 + e^(bt)): the rate of leaving is s b sigma. */
    double sigma;
    /** 1 / (beta - 1 + e^(bt)). */
    double inverse;

    // Of the last integral and what it starts from: c, p, c - p b, R, alpha + from, B and e^(-b from).
    private double from;
    private double c;
    private double p;
    private double net;
    private double shape;
    private double a;
    private double rate;
    private double shrink;
    /** From here on e^(bu) is more than B, and b u is taken out of l(from+u) - l(from). */
    private double late;
    /** Where the integrand is singular next to the real line, from where it starts. */
    private double singularAt;

    // Of the place last put.
    /** l(from+u) - l(from), and the exponent of the integrand. */
    private double rise;

    private double log;
    private double exponent;

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
    }

    void look(double t) {
        double bt = b * t;
        double grown = bt > LARGE ? Double.POSITIVE_INFINITY : Math.expm1(bt);
        if (grown / beta < 1e290) {
            l = Math.log1p(grown / beta);
            inverse = 1 / (beta + grown);
            sigma = (1 + grown) * inverse;
        } else {
            l = bt - Math.log(beta);
            inverse = 0;
            sigma = 1;
        }
    }

    /** The density of leaving from a time on, with R of purchases: c is b, p is s + 1. */
    GompertzTime leaving(double s, double purchases, double start) {
        return start(b, s + 1, -s * b, purchases, start);
    }

    /** The probability of staying from a time on, discounted at a rate: c is minus that, p is s. */
    GompertzTime staying(double s, double discount, double start) {
        return start(-discount, s, -discount - s * b, 0, start);
    }

    private GompertzTime start(double growth, double power, double difference, double purchases, double start) {
        c = growth;
        p = power;
        net = difference;
        shape = purchases;
        from = start;
        a = alpha + start;
        shrink = Math.exp(-b * start);
        // 1 + (beta-1) e^(-b from), as a sum of what is not negative.
        rate = -Math.expm1(-b * start) + beta * shrink;
        late = Math.max(1, 2 * Math.log(rate)) / b;
        singularAt = (rate < 1 ? Math.log1p(-rate) : Math.log(rate - 1)) / b;
        return this;
    }

    /** ln of the rate of leaving over s, where the last integral starts. */
    double logRate() {
        return Math.log(b / rate);
    }

    /** l(from+u) - l(from). */
    double rise(double u) {
        put(u);
        return rise;
    }

    /** The exponent of the integrand where it was last started, and sigma and 1/(beta-1+e^(bt)). */
    private void put(double u) {
        double bu = b * u;
        log = shape == 0 ? 0 : Math.log1p(u / a);
        if (u < late) {
            double grown = Math.expm1(bu);
            rise = Math.log1p(grown / rate);
            sigma = (1 + grown) / (rate + grown);
            inverse = shrink / (rate + grown);
            exponent = c * u - p * rise - shape * log;
        } else {
            double shrunk = Math.exp(-bu);
            double rest = -Math.expm1(-bu) + rate * shrunk;
            double more = Math.log(rest / rate);
            rise = bu + more;
            sigma = 1 / rest;
            inverse = shrink * shrunk / rest;
            exponent = net * u - p * more - shape * log;
        }
    }

    /**
     * Integrates what was started; what it is, stands in the fields.
     *
     * @param v may be infinite if c is not above 0, and if p or -c is
     */
    void integrate(double v) {
        mass = 0;
        int panels = panels(v, u -> Double.POSITIVE_INFINITY);
        for (int panel = 0; panel < panels; panel += 2) {
            double half = 0.5 * (bounds[panel + 1] - bounds[panel]);
            double middle = bounds[panel] + half;
            GaussRule rule = rule(panels);
            for (int i = 0; i < rule.size(); i++) {
                put(middle + half * rule.node(i));
                mass += half * rule.weight(i) * Math.exp(exponent - scale);
            }
        }
    }

    /** With what the first or second derivatives need. */
    void integrate(double v, boolean curved) {
        mass = 0;
        spread = 0;
        Arrays.fill(first, 0);
        for (double[] row : second) {
            Arrays.fill(row, 0);
        }
        int panels = panels(v, u -> Double.POSITIVE_INFINITY);
        for (int panel = 0; panel < panels; panel += 2) {
            double half = 0.5 * (bounds[panel + 1] - bounds[panel]);
            double middle = bounds[panel] + half;
            GaussRule rule = rule(panels);
            for (int i = 0; i < rule.size(); i++) {
                double u = middle + half * rule.node(i);
                put(u);
                take(from + u, half * rule.weight(i) * Math.exp(exponent - scale), curved);
            }
        }
    }

    private GaussRule rule(int panels) {
        return panels == 2 && isLittle(bounds[0], bounds[1]) ? FEW : MANY;
    }

    private void take(double t, double f, boolean curved) {
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

    private boolean isLittle(double low, double high) {
        double width = high - low;
        boolean near = width < 0.5 * distance(low) && (shape == 0 || width < a + low);
        return near && width * Math.max(slope(low), slope(high)) < LITTLE;
    }

    /** The bounds of the last panels: from and to, one panel after the other. */
    double bound(int i) {
        return bounds[i];
    }

    /** The integrand where it was last started, without the scale. */
    double value(double u) {
        put(u);
        return Math.exp(exponent);
    }

    /**
     * Lays out the panels from 0 to v.
     *
     * @param furthest how far a panel may reach that begins at u
     * @return how many bounds there are, two for each panel
     */
    int panels(double v, DoubleUnaryOperator furthest) {
        scale = largest(v);
        double steep = slope(0);
        int size = 0;
        double u = 0;
        while (u < v) {
            put(u);
            // What is low may be long: of a rate of leaving that falls from the first moment, each tenfold time counts
            // as much.
            if (exponent + Math.log1p(u * steep) < scale - NOTHING - LESS) {
                // It falls from here on, or else rises no faster than e^(c u).
                if (c <= 0 || c <= p * b * sigma) {
                    break;
                }
                u += (scale - NOTHING - exponent) / c;
                continue;
            }
            double width = Math.min(Math.min(distance(u), v - u), furthest.applyAsDouble(u) - u);
            if (shape > 0) {
                width = Math.min(width, 3 * (a + u));
            }
            width = changing(u, width);
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * size);
            }
            bounds[size++] = u;
            u = Math.min(v, u + width);
            bounds[size++] = u;
        }
        return size;
    }

    /** The length, at most the given one, over which the exponent changes by about {@link #CHANGE} at most. */
    private double changing(double u, double atMost) {
        double width = Math.min(atMost, CHANGE / slope(u));
        while (width * slope(u + width) > CHANGE) {
            width *= 0.5;
        }
        return width;
    }

    /** How steep the exponent is; of its terms that may cancel, what is left, which is steepest at one of a panel's ends. */
    private double slope(double u) {
        put(u);
        return Math.abs(c - p * b * sigma) + shape / (a + u);
    }

    /** How long a panel may be that starts here, for the singularities of l. */
    private double distance(double u) {
        double since = u - singularAt;
        if (b * since > 40) {
            return Double.POSITIVE_INFINITY;
        }
        if (rate < 1) {
            return 3 * since;
        }
        double aside = 1.5 * Math.PI / b;
        return since < 0 ? Math.max(aside, -0.5 * since) : aside + 1.5 * since;
    }

    /** About the largest exponent, relative to that at the start. */
    private double largest(double v) {
        if (c <= 0) {
            return 0;
        }
        // Where e^(c u - p l) is largest: there c = p b sigma.
        double peak = Math.log((rate - 1) / (p * b / c - 1)) / b;
        double largest = 0;
        for (double u : new double[] {Math.max(0, Math.min(v, peak)), v}) {
            if (u > 0) {
                put(u);
                largest = Math.max(largest, exponent);
            }
        }
        return largest;
    }
}
