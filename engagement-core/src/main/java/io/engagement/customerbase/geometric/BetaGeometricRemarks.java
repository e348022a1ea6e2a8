package io.engagement.customerbase.geometric;

import io.engagement.fit.Ending;
import io.engagement.fit.Maximum;
import io.engagement.internal.customerbase.BoundaryRemarks;
import java.util.ArrayList;
import java.util.List;

/** What a user should know of a fit of the BG family, in the models' own terms; the parameters are r, alpha, a, b. */
final class BetaGeometricRemarks {
    private BetaGeometricRemarks() {}

    /**
     * Remarks on the end of a search.
     *
     * @param process what purchases at one rate are called, in brackets; may be empty
     * @param atOnce what customers do whose drop-out probability is near 1
     */
    static List<String> of(Maximum maximum, String process, String atOnce) {
        List<String> remarks = new ArrayList<>();
        double a = maximum.estimate(2);
        double b = maximum.estimate(3);
        if (maximum.ending() == Ending.BOUNDARY) {
            BoundaryRemarks.addEqualRates(remarks, maximum, process);
            addDropOut(remarks, maximum, a, b);
        }
        if (a + b < 1) {
            remarks.add("a + b < 1: drop-out probabilities pile up at 0 and 1, most customers either never leave or "
                    + atOnce);
        }
        return remarks;
    }

    private static void addDropOut(List<String> remarks, Maximum maximum, double a, double b) {
        if (!maximum.isDetermined(2) && a / (a + b) < 1e-4) {
            remarks.add("the drop-out probability runs to 0: " + BoundaryRemarks.NOBODY_LEAVES);
        } else if (!maximum.isDetermined(2) && a > 100) {
            remarks.add(
                    "a and b grow without end at a constant ratio: all customers have the same drop-out probability "
                            + a / (a + b) + ", which a beta distribution cannot improve");
        }
    }
}
