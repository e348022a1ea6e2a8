package io.engagement.dialogue.exchange;

import io.engagement.fit.LogLikelihood;
import io.engagement.fit.OrderedSums;

/**
 * The log-likelihood of {@link TwoSidedHawkes} and its derivatives by the logarithms of mu, a_self, a_reply and omega, in time
 * in proportion to the acts: what each side did is one number that decays from act to act (Ozaki 1979).
 */
final class HawkesLikelihood implements LogLikelihood {
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
        }
        return sums.value;
    }

    /** Value and derivatives by the parameters. */
    private static final class Sums {
        private final double mu;
        private final double self;
        private final double reply;
        private final double omega;
        private final double[] slopes = new double[PARAMETERS];
        private double value;

        Sums(double[] parameters) {
            mu = parameters[MU];
            self = parameters[SELF];
            reply = parameters[REPLY];
            omega = parameters[OMEGA];
        }

        void add(Sums part) {
            value += part.value;
            for (int i = 0; i < PARAMETERS; i++) {
                slopes[i] += part.slopes[i];
            }
        }

        void add(ContactTimes contacts, int pair) {
            double[] times = contacts.times(pair);
            boolean[] own = contacts.own(pair);
            boolean mirrored = contacts.isMirrored();
            boolean apart = contacts.isApart();
            double end = contacts.end(pair);
            // What each side did, decayed, and its derivative by omega.
            double mine = 0;
            double theirs = 0;
            double mineSlope = 0;
            double theirsSlope = 0;
            // Of this instant, if it does not act on itself.
            int mineNow = 0;
            int theirsNow = 0;
            for (int i = 0; i < times.length; i++) {
                if (i > 0) {
                    double gap = times[i] - times[i - 1];
                    if (gap > 0 || !apart) {
                        mine += mineNow;
                        theirs += theirsNow;
                        mineNow = 0;
                        theirsNow = 0;
                    }
                    double decay = Math.exp(-omega * gap);
                    mineSlope = decay * (mineSlope - gap * mine);
                    theirsSlope = decay * (theirsSlope - gap * theirs);
                    mine *= decay;
                    theirs *= decay;
                    if (own[i]) {
                        explain(mine, theirs, mineSlope, theirsSlope);
                    } else if (mirrored) {
                        explain(theirs, mine, theirsSlope, mineSlope);
                    }
                }
                if (own[i]) {
                    mineNow++;
                } else {
                    theirsNow++;
                }
                expect(end - times[i], own[i], mirrored);
            }
            double watched = mirrored ? 2 * end : end;
            value -= mu * watched;
            slopes[MU] -= watched;
        }

        private void explain(double same, double other, double sameSlope, double otherSlope) {
            double provoked = self * same + reply * other;
            double rate = mu + omega * provoked;
            value += Math.log(rate);
            slopes[MU] += 1 / rate;
            slopes[SELF] += omega * same / rate;
            slopes[REPLY] += omega * other / rate;
            slopes[OMEGA] += (provoked + omega * (self * sameSlope + reply * otherSlope)) / rate;
        }

        /** What an act is expected to bring until the end. */
        private void expect(double left, boolean isOwn, boolean mirrored) {
            double decay = Math.exp(-omega * left);
            double brought = 1 - decay;
            if (isOwn || mirrored) {
                value -= self * brought;
                slopes[SELF] -= brought;
                slopes[OMEGA] -= self * left * decay;
            }
            if (!isOwn || mirrored) {
                value -= reply * brought;
                slopes[REPLY] -= brought;
                slopes[OMEGA] -= reply * left * decay;
            }
        }
    }
}
