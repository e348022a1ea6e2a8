package io.engagement.internal.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.Maximum;
import java.util.List;

/** What to say of any model whose first two parameters are r and alpha, at the boundary. */
public final class BoundaryRemarks {
    public static final String NOBODY_LEAVES =
            "nobody is seen to leave, and NBD, the model without drop-out, fits as well";

    private BoundaryRemarks() {}

    /**
     * Adds that rates are equal, if they are.
     *
     * @param process what purchases at one rate are called, in brackets; may be empty
     */
    public static void addEqualRates(List<String> remarks, Maximum maximum, String process) {
        if (maximum.ending() == Ending.BOUNDARY && !maximum.isDetermined(0) && maximum.estimate(0) > 100) {
            remarks.add("r and alpha grow without end at a constant ratio: all customers buy at the same rate" + process
                    + ", which a gamma distribution of rates cannot improve");
        }
    }
}
