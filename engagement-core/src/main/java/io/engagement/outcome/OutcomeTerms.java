package io.engagement.outcome;

import io.engagement.domain.Purpose;
import io.engagement.internal.base.Leaving;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.WeekTimes;
import io.engagement.measure.spi.Quantity;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The terms of {@link OutcomeRules} while they are put together. */
final class OutcomeTerms {
    double margin = 1;
    Filter spend = Filter.purpose(Purpose.PURCHASE, Purpose.RETURN);
    Filter costs = Filter.all();
    Filter harm = Filter.purpose(Purpose.COMPLAINT, Purpose.RETURN)
            .and(Sides.CUSTOMER_ACTS)
            .or(Leaving.TOLD)
            .or(Filter.purpose(Purpose.FEEDBACK, Purpose.REFERRAL)
                    .and(Sides.CUSTOMER_ACTS)
                    .and(Filter.below(Quantity.SATISFACTION, 0.5)));
    Filter leaving = Leaving.TOLD;
    Filter acts = Leaving.ACTS;
    ZoneId zone = ZoneOffset.UTC;
    OptionalDouble relevantValue = OptionalDouble.empty();
    double relevantShare = 0.01;
    Optional<WeekTimes> quiet = Optional.empty();
    List<Filter> unrelated = List.of();
    UnknownCustomers unknown = UnknownCustomers.DOUBTED;

    OutcomeTerms changed(Consumer<OutcomeTerms> change) {
        OutcomeTerms copy = new OutcomeTerms();
        copy.margin = margin;
        copy.spend = spend;
        copy.costs = costs;
        copy.harm = harm;
        copy.leaving = leaving;
        copy.acts = acts;
        copy.zone = zone;
        copy.relevantValue = relevantValue;
        copy.relevantShare = relevantShare;
        copy.quiet = quiet;
        copy.unrelated = unrelated;
        copy.unknown = unknown;
        change.accept(copy);
        return copy;
    }
}
