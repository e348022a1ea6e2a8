package io.engagement.internal.math;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * A smooth function of a positive number z as Chebyshev series in y = ln z, each of 18 terms on a piece from a whole y to the
 * next, made when it is first asked for. For a function that is bounded to an imaginary distance of pi/2 from y the series
 * leave 6.4^-18 = 3e-15. Thread-safe; what a piece holds does not depend on who asked first.
 */
public final class LogPieces {
    /** Pieces reach from e^-512 to e^512. */
    public static final int FURTHEST = 512;

    private static final int TERMS = 18;
    private static final double[][] COSINES = new double[TERMS][TERMS];

    static {
        for (int k = 0; k < TERMS; k++) {
            for (int i = 0; i < TERMS; i++) {
                COSINES[k][i] = Math.cos(Math.PI * k * (i + 0.5) / TERMS);
            }
        }
    }

    private final IntFunction<DoubleUnaryOperator> byPiece;
    private final AtomicReferenceArray<double[]> pieces = new AtomicReferenceArray<>(2 * FURTHEST);

    /**
     * Makes no piece yet.
     *
     * @param byPiece the function of z as it is computed for z from e^piece to e^(piece + 1)
     */
    public LogPieces(IntFunction<DoubleUnaryOperator> byPiece) {
        this.byPiece = byPiece;
    }

    /**
     * The function's value.
     *
     * @param y ln z, within {@link #FURTHEST} of 0
     * @return f(e^y)
     */
    public double at(double y) {
        int piece = (int) Math.floor(y);
        double[] series = series(piece);
        double place = 2 * (y - piece) - 1;
        double next = 0;
        double nextButOne = 0;
        for (int k = TERMS - 1; k >= 1; k--) {
            double here = series[k] + 2 * place * next - nextButOne;
            nextButOne = next;
            next = here;
        }
        return series[0] + place * next - nextButOne;
    }

    private double[] series(int piece) {
        double[] known = pieces.get(piece + FURTHEST);
        return known == null ? made(piece) : known;
    }

    private double[] made(int piece) {
        DoubleUnaryOperator f = byPiece.apply(piece);
        double[] values = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            values[i] = f.applyAsDouble(Math.exp(piece + 0.5 + 0.5 * COSINES[1][i]));
        }
        double[] series = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            for (int i = 0; i < TERMS; i++) {
                series[k] += values[i] * COSINES[k][i] * (k == 0 ? 1.0 : 2.0) / TERMS;
            }
        }
        pieces.set(piece + FURTHEST, series);
        return series;
    }
}
