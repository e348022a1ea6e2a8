package io.engagement.score;

import java.util.ArrayList;
import java.util.List;

/** Makes amounts add up: what sums of shares lose by rounding goes to the largest amount, in which it is smallest. */
final class Rounding {
    /** Each turn halves what is left over at least; more are not needed, and the last digit may swing for ever. */
    private static final int TURNS = 4;

    private Rounding() {}

    static List<Contribution> settled(double baseline, List<Contribution> contributions, double value) {
        int largest = largest(contributions);
        if (largest < 0) {
            return List.copyOf(contributions);
        }
        List<Contribution> settled = new ArrayList<>(contributions);
        for (int turn = 0; turn < TURNS; turn++) {
            double left = value - sum(baseline, settled);
            if (left == 0) {
                break;
            }
            Contribution each = settled.get(largest);
            settled.set(largest, each.withAmount(each.amount() + left));
        }
        return List.copyOf(settled);
    }

    /** The place of the largest amount; none if all are 0, which stays so. */
    private static int largest(List<Contribution> contributions) {
        int largest = -1;
        double most = 0;
        for (int index = 0; index < contributions.size(); index++) {
            double size = Math.abs(contributions.get(index).amount());
            if (size > most) {
                most = size;
                largest = index;
            }
        }
        return largest;
    }

    /** Without the rounding of the steps (Neumaier 1974). */
    private static double sum(double baseline, List<Contribution> contributions) {
        double sum = baseline;
        double lost = 0;
        for (Contribution each : contributions) {
            double next = sum + each.amount();
            lost += Math.abs(sum) >= Math.abs(each.amount())
                    ? (sum - next) + each.amount()
                    : (each.amount() - next) + sum;
            sum = next;
        }
        return sum + lost;
    }
}
