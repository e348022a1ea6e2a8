package io.engagement.dialogue.exchange;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.OrderedSums;

/**
 * The log-likelihood of {@link TwoSidedHawkes} and its first and second derivatives by the logarithms of mu, a_self, a_reply and omega, in time
 * in proportion to the acts: what each side did is one number that decays from act to act (Ozaki 1979).
 */
final class HawkesLikelihood implements CurvedLogLikelihood {
    static final int MU = 0;
    static final int SELF = 1;
    static final int REPLY = 2;
    static final int OMEGA = 3;

    private static final int PARAMETERS = 4;
    /** Pairs. */
    private static final int CHUNK = 512;

    private final ContactTimes contacts;

    HawkesLikelihood(ContactTimes contacts) {
        this.contacts = contacts;
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return valueGradientAndHessian(coordinates, gradient, new double[PARAMETERS][PARAMETERS]);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        double[] parameters = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            parameters[i] = Math.exp(coordinates[i]);
        }
        Sums sums = OrderedSums.into(
                new Sums(parameters),
                contacts.pairs(),
                CHUNK,
                (from, to) -> {
                    Sums part = new Sums(parameters);
                    for (int pair = from; pair < to; pair++) {
                        part.add(contacts, pair);
                    }
                    return part;
                },
                Sums::add);
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] = sums.slopes[i] * parameters[i];
            for (int j = 0; j < PARAMETERS; j++) {
                double bend = sums.bends[Math.max(i, j)][Math.min(i, j)];
                hessian[i][j] = bend * parameters[i] * parameters[j] + (i == j ? gradient[i] : 0);
            }
        }
        return sums.value();
    }

    /** What one side did, decayed, with its first and second derivatives by omega. */
    private static final class Side {
        private double sum;
        private double slope;
        private double bend;
        /** Acts of this instant, if it does not act on itself. */
        private int now;

        private int acts;

        void begin() {
            sum = 0;
            slope = 0;
            bend = 0;
            now = 0;
            acts = 0;
        }

        void act() {
            now++;
            acts++;
        }

        void nextInstant() {
            sum += now;
            now = 0;
        }

        void decay(double gap, double decay) {
            bend = decay * (bend - gap * (2 * slope - gap * sum));
            slope = decay * (slope - gap * sum);
            sum *= decay;
        }
    }

    /** Value and derivatives by the parameters. */
    private static final class Sums {
        /** Rates are multiplied until their product is as large or small: a logarithm for many. */
        private static final double LARGE = 1e150;

        private final double mu;
        private final double self;
        private final double reply;
        private final double omega;
        private final double[] slopes = new double[PARAMETERS];
        /** The lower triangle. */
        private final double[][] bends = new double[PARAMETERS][PARAMETERS];

        private final Side own = new Side();
        private final Side other = new Side();
        private double value;
        private double product = 1;

        Sums(double[] parameters) {
            mu = parameters[MU];
            self = parameters[SELF];
            reply = parameters[REPLY];
            omega = parameters[OMEGA];
        }

        double value() {
            return value + Math.log(product);
        }

        void add(Sums part) {
            value += part.value();
            for (int i = 0; i < PARAMETERS; i++) {
                slopes[i] += part.slopes[i];
                for (int j = 0; j <= i; j++) {
                    bends[i][j] += part.bends[i][j];
                }
            }
        }

        void add(ContactTimes contacts, int pair) {
            double[] times = contacts.times(pair);
            boolean[] isOwn = contacts.own(pair);
            boolean mirrored = contacts.isMirrored();
            boolean apart = contacts.isApart();
            double end = contacts.end(pair);
            own.begin();
            other.begin();
            for (int i = 0; i < times.length; i++) {
                if (i > 0) {
                    double gap = times[i] - times[i - 1];
                    pass(gap, gap > 0 || !apart);
                    if (isOwn[i]) {
                        explain(own, other);
                    } else if (mirrored) {
                        explain(other, own);
                    }
                }
                (isOwn[i] ? own : other).act();
            }
            pass(end - times[times.length - 1], true);
            expect(own, other);
            if (mirrored) {
                expect(other, own);
            }
            double watched = mirrored ? 2 * end : end;
            value -= mu * watched;
            slopes[MU] -= watched;
        }

        private void pass(double gap, boolean isNext) {
            if (isNext) {
                own.nextInstant();
                other.nextInstant();
            }
            double decay = Math.exp(-omega * gap);
            own.decay(gap, decay);
            other.decay(gap, decay);
        }

        private void explain(Side same, Side answered) {
            double provoked = self * same.sum + reply * answered.sum;
            double slope = self * same.slope + reply * answered.slope;
            double bend = self * same.bend + reply * answered.bend;
            double rate = mu + omega * provoked;
            double each = 1 / rate;
            double bySelf = omega * same.sum * each;
            double byReply = omega * answered.sum * each;
            double byOmega = (provoked + omega * slope) * each;
            multiply(rate);
            slopes[MU] += each;
            slopes[SELF] += bySelf;
            slopes[REPLY] += byReply;
            slopes[OMEGA] += byOmega;
            bends[MU][MU] -= each * each;
            bends[SELF][MU] -= bySelf * each;
            bends[SELF][SELF] -= bySelf * bySelf;
            bends[REPLY][MU] -= byReply * each;
            bends[REPLY][SELF] -= byReply * bySelf;
            bends[REPLY][REPLY] -= byReply * byReply;
            bends[OMEGA][MU] -= byOmega * each;
            bends[OMEGA][SELF] += (same.sum + omega * same.slope) * each - byOmega * bySelf;
            bends[OMEGA][REPLY] += (answered.sum + omega * answered.slope) * each - byOmega * byReply;
            bends[OMEGA][OMEGA] += (2 * slope + omega * bend) * each - byOmega * byOmega;
        }

        private void multiply(double rate) {
            product *= rate;
            if (!(product < LARGE && product > 1 / LARGE)) {
                value += Math.log(product);
                product = 1;
            }
        }

        /** What acts are expected to bring until the end: each all that it brings, less what is left of it then. */
        private void expect(Side same, Side answered) {
            double bySame = same.acts - same.sum;
            double byAnswered = answered.acts - answered.sum;
            value -= self * bySame + reply * byAnswered;
            slopes[SELF] -= bySame;
            slopes[REPLY] -= byAnswered;
            slopes[OMEGA] += self * same.slope + reply * answered.slope;
            bends[OMEGA][SELF] += same.slope;
            bends[OMEGA][REPLY] += answered.slope;
            bends[OMEGA][OMEGA] += self * same.bend + reply * answered.bend;
        }
    }
}
