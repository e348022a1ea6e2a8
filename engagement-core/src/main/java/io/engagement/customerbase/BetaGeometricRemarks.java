package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.Maximum;
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
            addEqualRates(remarks, maximum, process);
            addDropOut(remarks, maximum, a, b);
        }
        if (a + b < 1) {
            remarks.add("a + b < 1: drop-out probabilities pile up at 0 and 1, most customers either never leave or "
                    + atOnce);
        }
        return remarks;
    }

    /** Of any model whose first two parameters are r and alpha. */
    static void addEqualRates(List<String> remarks, Maximum maximum, String process) {
        if (!maximum.isDetermined(0) && maximum.estimate(0) > 100) {
            remarks.add("r and alpha grow without end at a constant ratio: all customers buy at the same rate" + process
                    + ", which a gamma distribution of rates cannot improve");
        }
    }

    private static void addDropOut(List<String> remarks, Maximum maximum, double a, double b) {
        if (!maximum.isDetermined(2) && a / (a + b) < 1e-4) {
            remarks.add("the drop-out probability runs to 0: nobody is seen to leave, and NBD, the model without "
                    + "drop-out, fits as well");
        } else if (!maximum.isDetermined(2) && a > 100) {
            remarks.add(
                    "a and b grow without end at a constant ratio: all customers have the same drop-out probability "
                            + a / (a + b) + ", which a beta distribution cannot improve");
        }
    }
}
