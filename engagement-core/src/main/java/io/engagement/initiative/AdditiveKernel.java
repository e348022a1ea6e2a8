package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import java.util.Arrays;
import java.util.List;

/** The log-odds of acting within the horizon, from readings, for all doors of {@link AdditiveLogistic}. */
final class AdditiveKernel {
    private static final int[][] GROUPS = Arrays.stream(ActTerm.Group.values())
            .map(group -> Arrays.stream(ActTerm.values())
                    .filter(term -> term.group() == group)
                    .mapToInt(ActTerm::place)
                    .toArray())
            .toArray(int[][]::new);

    private final ActScale scale;
    private final TermWeights[] terms;
    private final OwnTerm[] own;
    private final double intercept;
    private final double notYet;
    /** How much of the log-odds is the gamma-Poisson's. */
    private final double share;

    private final DiscountedGammaPoisson gammaPoisson;
    private final double unit;

    AdditiveKernel(
            ActScale scale,
            List<TermWeights> terms,
            List<OwnTerm> own,
            double level,
            double notYet,
            double share,
            DiscountedGammaPoisson gammaPoisson,
            TimeScale timeScale) {
        this.scale = scale;
        this.terms = terms.toArray(TermWeights[]::new);
        this.own = own.toArray(OwnTerm[]::new);
        this.notYet = notYet;
        this.share = share;
        this.gammaPoisson = gammaPoisson;
        intercept = level;
        unit = timeScale.millis() / gammaPoisson.timeScale().millis();
    }

    /** Readings, of which that of the gamma-Poisson's effort is the last if it has a share, and room for terms. */
    int readings() {
        return ActReading.SIZE + own.length + (share > 0 ? 1 : 0);
    }

    double[] workspace() {
        return new double[readings() + ActTerm.SIZE];
    }

    double logOdds(double[] workspace) {
        if (!(workspace[0] > 0)) {
            return notYet;
        }
        prepare(workspace);
        double sum = intercept + group(0, workspace) + group(1, workspace);
        for (int i = 0; i < own.length; i++) {
            sum += own(i, workspace);
        }
        return sum;
    }

    /** What adds up to the log-odds with the intercept: groups of terms, then own terms. Of a customer who has acted. */
    double[] parts(double[] workspace) {
        prepare(workspace);
        double[] parts = new double[GROUPS.length + own.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i < GROUPS.length ? group(i, workspace) : own(i - GROUPS.length, workspace);
        }
        return parts;
    }

    /** The log-odds of parts, the same bits. */
    double logOddsOf(double[] parts) {
        double sum = intercept;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    private void prepare(double[] workspace) {
        scale.terms(workspace, workspace, readings());
    }

    private double group(int group, double[] workspace) {
        double sum = 0;
        int at = readings();
        for (int term : GROUPS[group]) {
            sum += terms[term].at(workspace[at + term]);
        }
        sum *= 1 - share;
        return group == ActTerm.Group.RHYTHM.place() && share > 0 ? sum + share * gammaPoisson(workspace) : sum;
    }

    private double own(int i, double[] workspace) {
        return (1 - share) * own[i].at(workspace[ActReading.SIZE + i]);
    }

    /** Exposure counts from the first act, so that being contacted changes nothing. */
    private double gammaPoisson(double[] workspace) {
        double exposure = ActScale.exposure(unit * workspace[1], gammaPoisson.halfLife());
        return gammaPoisson.logOddsOfAct(workspace[readings() - 1], exposure, unit * scale.horizon());
    }
}
