package io.engagement.customerbase.geometric;

import io.engagement.internal.math.BetaExpectation;
import io.engagement.internal.math.GaussLegendre;
import io.engagement.internal.math.GaussRule;
import io.engagement.internal.math.LogPieces;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;

/**
 * Purchases of a customer who is alive, expected within u (alpha + T) and discounted to now, for all u and T and one x.
 *
 * <p>The expectation E(u) is that of (1 - (1 + p u)^-R)/p over p. On y = ln u it changes on a scale of 1 whatever the shapes
 * are, R of 1e9 included: exp(-R p e^y) is bounded to an imaginary distance of pi/2. So it is kept in {@link LogPieces}.
 * Discounted it is, by parts,
 *
 * <pre>  e^(-c U) E(U) + integral of c e^(-c u) E(u) over u to U,</pre>
 *
 * <p>of positive terms, where E rises and is concave: what lies below u = 1e-15/c adds less than 3e-15. Thread-safe.
 */
final class PurchasesByTime {
    private static final double IMMEDIATE = 1e-15;
    /** Of a piece on y, for which 16 nodes leave 1e-15 where a function is bounded to a distance of pi/2. */
    private static final int LENGTH = 2;

    private static final GaussRule RULE = GaussRule.of(16);
    /** Where (1+u)^-R is e^-44. */
    private static final double EMPTIED = 44;

    private final double shape;
    private final double leave;
    private final double stay;
    private final LogPieces expected = new LogPieces(this::byPiece);
    private final AtomicReferenceArray<Piece> pieces = new AtomicReferenceArray<>(2 * LogPieces.FURTHEST);

    PurchasesByTime(double shape, double leave, double stay) {
        this.shape = shape;
        this.leave = leave;
        this.stay = stay;
    }

    private DoubleUnaryOperator byPiece(int piece) {
        double furthest = Math.exp(piece + 1);
        if (BetaGeometricKernel.isShort(shape, furthest)) {
            return u -> BetaGeometricKernel.expected(shape, leave, stay, u);
        }
        BetaExpectation.Rule rule =
                BetaExpectation.rule(leave, stay, BetaGeometricKernel.rareDropOut((shape + 1) * furthest));
        // So far away all who leave have left.
        double left = Math.expm1(EMPTIED / shape);
        return u -> rule.expectation(p -> p * u > left ? 1 / p : BetaGeometricKernel.perDropOut(shape, u, p));
    }

    /**
     * The discounted expectation.
     *
     * @param c discount rate times alpha + T, positive
     * @param end U
     */
    double discounted(double c, double end) {
        double to = Math.log(end);
        if (to < -LogPieces.FURTHEST) {
            return BetaGeometricKernel.expected(shape, leave, stay, end);
        }
        double from = Math.log(IMMEDIATE / c);
        int last = (int) Math.floor(to);
        double sum = from < to ? discounted(c, last, to) : 0;
        double ended = Math.exp(-c * end) * expected.at(to) / c;
        double below = Double.POSITIVE_INFINITY;
        for (int y = last; y > from && below > IMMEDIATE * (ended + sum); y -= LENGTH) {
            Piece piece = piece(y);
            sum += piece.discounted(c);
            below = piece.below;
        }
        return c * (ended + sum);
    }

    /** Of a part of a piece. */
    private double discounted(double c, int start, double to) {
        double[] sum = new double[1];
        GaussLegendre.forEach(start, to, (y, weight) -> {
            double u = Math.exp(y);
            sum[0] += weight * u * expected.at(y) * Math.exp(-c * u);
        });
        return sum[0];
    }

    /** Two threads may both make a piece: with the same bits. */
    private Piece piece(int end) {
        Piece known = pieces.get(end + LogPieces.FURTHEST);
        if (known != null) {
            return known;
        }
        Piece piece = new Piece(end);
        pieces.set(end + LogPieces.FURTHEST, piece);
        return piece;
    }

    /** The nodes u where y is below a whole number, and u E(u) times their weights. */
    private final class Piece {
        private final double[] nodes = new double[RULE.size()];
        private final double[] terms = new double[RULE.size()];
        /** More than all that lies below: E rises. */
        private double below = Double.POSITIVE_INFINITY;

        Piece(int end) {
            DoubleUnaryOperator here = byPiece(end - 1);
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = Math.exp(end + 0.5 * LENGTH * (RULE.node(i) - 1));
                double bought = nodes[i] * here.applyAsDouble(nodes[i]);
                terms[i] = 0.5 * LENGTH * RULE.weight(i) * bought;
                below = Math.min(below, bought);
            }
        }

        double discounted(double c) {
            double sum = 0;
            for (int i = 0; i < nodes.length; i++) {
                sum += terms[i] * Math.exp(-c * nodes[i]);
            }
            return sum;
        }
    }
}
