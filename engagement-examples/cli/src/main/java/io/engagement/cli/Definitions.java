package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.time.ZoneId;

/** What this program takes for a purchase and for a contract. */
final class Definitions {
    private Definitions() {}

    static PurchaseDefinition purchases(ZoneId zone) {
        return new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), zone);
    }

    static ContractTerms contracts(TimeScale period, ZoneId zone) {
        return new ContractTerms(Filter.purpose(Purpose.SIGN_UP), Filter.purpose(Purpose.CANCELLATION), zone, period);
    }
}
