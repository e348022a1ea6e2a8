package io.engagement.customerbase.geometric;

import java.util.Arrays;

/**
 * What the roots of unity but 1 add to the purchases of a {@link StagedLongRun}: the rhythm that k stages give them.
 *
 * <p>With sigma = -ln rho it is a smooth function of sigma between 0 and (ln 100)/k, for its singularities lie where rho w is 1 +
 * 1/u, at an imaginary distance of 2 pi/k at least. Its expectation over drop-out is therefore that of the polynomial through a
 * few of Chebyshev's points, a sum over these whatever the number of drop-out probabilities; 24 points leave 1e-14 (tested).
 */
final class StagedRhythm {
    private static final int POINTS = 24;

    private final double[] weights;
    private final int k;
    private final double shape;

    /** By point: 1 - rho and the share of the expectation, which may be negative. */
    private final double[] away1 = new double[POINTS];

    private final double[] shares = new double[POINTS];
    /** By point and stage: w_j rho^(j+1-k)/k. */
    private final double[][] scales;

    /** By root: 2 sin^2 of half its angle, and cosine and sine. */
    private final double[] away;

    private final double[] cosine;
    private final double[] sine;

    /**
     * For stages with weights.
     *
     * @param stays sigma
     * @param probabilities of each sigma, 0 where it is to count as nothing
     */
    StagedRhythm(double[] weights, double shape, double[] stays, double[] probabilities) {
        this.weights = weights;
        this.k = weights.length;
        this.shape = shape;
        this.scales = new double[POINTS][k];
        this.away = new double[k];
        this.cosine = new double[k];
        this.sine = new double[k];
        for (int l = 0; l < k; l++) {
            double angle = 2 * Math.PI * l / k;
            away[l] = 2 * Math.sin(angle / 2) * Math.sin(angle / 2);
            cosine[l] = Math.cos(angle);
            sine[l] = Math.sin(angle);
        }
        double longest = Math.max(Double.MIN_NORMAL, Arrays.stream(stays).max().orElse(0));
        double[] moments = moments(stays, probabilities, longest);
        for (int point = 0; point < POINTS; point++) {
            double angle = Math.PI * (point + 0.5) / POINTS;
            prepare(point, longest * (0.5 + 0.5 * Math.cos(angle)));
            for (int m = 0; m < POINTS; m++) {
                shares[point] += (m == 0 ? 1.0 : 2.0) / POINTS * Math.cos(m * angle) * moments[m];
            }
        }
    }

    /** The expectations of Chebyshev's polynomials. */
    private static double[] moments(double[] stays, double[] probabilities, double longest) {
        double[] moments = new double[POINTS];
        for (int i = 0; i < stays.length; i++) {
            double place = 2 * (stays[i] / longest) - 1;
            double before = place;
            double here = 1;
            for (int m = 0; m < POINTS; m++) {
                moments[m] += probabilities[i] * here;
                double next = 2 * place * here - before;
                before = here;
                here = next;
            }
        }
        return moments;
    }

    private void prepare(int point, double sigma) {
        away1[point] = -Math.expm1(-sigma);
        for (int j = 0; j < k; j++) {
            scales[point][j] = weights[j] * Math.exp((k - 1 - j) * sigma) / k;
        }
    }

    /** Within u. */
    double of(double u) {
        double sum = 0;
        for (int point = 0; point < POINTS; point++) {
            sum += shares[point] * byRoots(point, u);
        }
        return sum;
    }

    private double byRoots(int point, double u) {
        double sum = 0;
        for (int l = 1; 2 * l <= k; l++) {
            // Of two roots that mirror each other the sum is twice the real part.
            sum += (2 * l == k ? 1 : 2) * byRoot(l, u, point);
        }
        return sum;
    }

    private double byRoot(int l, double u, int point) {
        double rho = 1 - away1[point];
        // z = 1 - rho w.
        double real = away1[point] + rho * away[l];
        double imaginary = -rho * sine[l];
        double square = real * real + imaginary * imaginary;
        double baseReal = 1 + u * real;
        double baseImaginary = u * imaginary;
        double log = 0.5 * Math.log1p(u * (2 * real + u * square));
        double angle = Math.atan2(baseImaginary, baseReal);
        // 1 - (1 + u z)^-R, precise for small R too.
        double half = Math.sin(0.5 * shape * angle);
        double size = Math.exp(-shape * log);
        double lackReal = 2 * half * half * size - Math.expm1(-shape * log);
        double lackImaginary = size * Math.sin(shape * angle);
        double norm = baseReal * baseReal + baseImaginary * baseImaginary;
        double wReal = cosine[l];
        double wImaginary = sine[l];
        double sum = 0;
        for (int j = 0; j < k; j++) {
            // w^(j+1) lack / z, of which the real part.
            double nReal = wReal * lackReal - wImaginary * lackImaginary;
            double nImaginary = wReal * lackImaginary + wImaginary * lackReal;
            sum += scales[point][j] * (nReal * real + nImaginary * imaginary);
            // The next j: (u z + lack)/(1 + u z).
            double upReal = u * real + lackReal;
            double upImaginary = u * imaginary + lackImaginary;
            lackReal = (upReal * baseReal + upImaginary * baseImaginary) / norm;
            lackImaginary = (upImaginary * baseReal - upReal * baseImaginary) / norm;
            double turned = wReal * cosine[l] - wImaginary * sine[l];
            wImaginary = wReal * sine[l] + wImaginary * cosine[l];
            wReal = turned;
        }
        return sum / square;
    }
}
