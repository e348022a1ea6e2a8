package io.engagement.outcome;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Leaving;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What an interaction is to the ledger, as bits; looked up by kind where the kind decides. Thread-safe. */
final class Marks {
    static final int SPEND = 1;
    static final int COST = 1 << 1;
    static final int HARM = 1 << 2;
    static final int LEAVING = 1 << 3;
    static final int ACT = 1 << 4;
    /** After which a customer who left is back. */
    static final int BACK = 1 << 5;
    /** A contact of a campaign. */
    static final int CONTACT = 1 << 6;

    static final int COMPLAINT = 1 << 7;
    /** After which a complaint is no longer open. */
    static final int REMEDY = 1 << 8;

    static final int OPT_OUT = 1 << 9;
    static final int SIGN_UP = 1 << 10;

    private static final Filter COMPLAINTS = Filter.purpose(Purpose.COMPLAINT).and(Sides.CUSTOMER_ACTS);
    private static final Filter REMEDIES =
            Filter.purpose(Purpose.COMPLAINT, Purpose.HELP).and(Sides.COMPANY_SENDS);

    private final LogView view;
    private final int[] ofKind;
    /** Of kinds that do not decide alone. */
    private final int[] open;

    private final List<Filter> filters;
    private final List<IntPredicate> predicates;

    Marks(LogView view, OutcomeRules rules) {
        this.view = view;
        this.filters = List.of(
                rules.spend(),
                rules.costs(),
                rules.harm(),
                rules.leaving(),
                rules.acts(),
                Leaving.BACK,
                Sides.CONTACTS,
                COMPLAINTS,
                REMEDIES,
                Leaving.TOLD.and(Filter.purpose(Leaving.OPT_OUT)),
                Leaving.BACK.and(Filter.purpose(Purpose.SIGN_UP)));
        this.predicates =
                filters.stream().map(filter -> Positions.of(filter, view)).toList();
        List<InteractionKind> kinds = view.kinds();
        this.ofKind = new int[kinds.size()];
        this.open = new int[kinds.size()];
        for (int kind = 0; kind < ofKind.length; kind++) {
            mark(kind, kinds.get(kind));
        }
    }

    private void mark(int number, InteractionKind kind) {
        for (int bit = 0; bit < filters.size(); bit++) {
            Optional<Boolean> decided = Positions.ofKind(filters.get(bit), kind);
            open[number] |= decided.isEmpty() ? 1 << bit : 0;
            ofKind[number] |= decided.orElse(false) ? 1 << bit : 0;
        }
        if (kind.campaign().isEmpty()) {
            ofKind[number] &= ~CONTACT;
        }
    }

    int of(int position) {
        int kind = view.kindIndex(position);
        int marks = ofKind[kind];
        for (int rest = open[kind]; rest != 0; rest &= rest - 1) {
            int bit = Integer.numberOfTrailingZeros(rest);
            if (predicates.get(bit).test(position)) {
                marks |= 1 << bit;
            }
        }
        return marks;
    }
}
