package io.engagement.dialogue.answers;

import io.engagement.internal.math.Inverse;
import io.engagement.internal.math.LogOdds;
import java.util.List;

/** Logistic regression on groups of equal covariates, by Newton's method. */
final class GroupedLogit {
    private static final int MOST_STEPS = 100;

    /**
     * Asks of equal covariates.
     *
     * @param x their covariates, without that of the intercept
     * @param answered how many
     * @param asks of how many
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Group(double[] x, double answered, double asks) {
        double x(int index) {
            return index == 0 ? 1 : x[index - 1];
        }
    }

    private final List<Group> groups;
    private final double[] beta;
    private double[][] inverse = new double[0][];
    private boolean converged;

    private GroupedLogit(List<Group> groups, int covariates) {
        this.groups = groups;
        beta = new double[covariates + 1];
    }

    static GroupedLogit fit(List<Group> groups, int covariates) {
        GroupedLogit fit = new GroupedLogit(groups, covariates);
        for (int step = 0; step < MOST_STEPS && !fit.converged && fit.step(); step++) {}
        return fit;
    }

    /** Newton's step, none longer than 5 in log-odds; tells whether there is one. */
    private boolean step() {
        int size = beta.length;
        double[] gradient = new double[size];
        double[][] information = new double[size][size];
        for (Group group : groups) {
            double p = LogOdds.logistic(linear(group));
            for (int j = 0; j < size; j++) {
                gradient[j] += group.x(j) * (group.answered() - group.asks() * p);
                for (int l = 0; l < size; l++) {
                    information[j][l] += group.asks() * p * (1 - p) * group.x(j) * group.x(l);
                }
            }
        }
        inverse = Inverse.of(information);
        double[] move = new double[size];
        double most = 0;
        for (int j = 0; j < size; j++) {
            for (int l = 0; l < size; l++) {
                move[j] += inverse[j][l] * gradient[l];
            }
            most = Math.max(most, Math.abs(move[j]));
        }
        if (!(most < 1e6)) {
            return false;
        }
        double share = Math.min(1, 5 / most);
        for (int j = 0; j < size; j++) {
            beta[j] += share * move[j];
        }
        converged = most < 1e-12;
        return true;
    }

    private double linear(Group group) {
        double sum = 0;
        for (int j = 0; j < beta.length; j++) {
            sum += beta[j] * group.x(j);
        }
        return sum;
    }

    double coefficient(int index) {
        return converged ? beta[index] : Double.NaN;
    }

    double standardError(int index) {
        return converged ? Math.sqrt(inverse[index][index]) : Double.NaN;
    }

    /** -2 ln of the likelihood of single asks. */
    double deviance() {
        double sum = 0;
        for (Group group : groups) {
            double y = linear(group);
            double none = -Math.max(y, 0) - Math.log1p(Math.exp(-Math.abs(y)));
            sum += group.answered() * (y + none) + (group.asks() - group.answered()) * none;
        }
        return -2 * sum;
    }
}
