package io.engagement.outcome;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Contacts of other campaigns than those that are asked of: of the log, and as told of campaigns that the log does not know. */
final class OtherContacts {
    private final WindowWalk.Base base;
    /** Kinds of the log. */
    private final BitSet kinds = new BitSet();
    /** Campaigns that the log does not know. */
    private final BitSet told = new BitSet();

    OtherContacts(WindowWalk.Base base, BitSet unlogged, FirstTouches touches) {
        this.base = base;
        List<InteractionKind> known = base.view().kinds();
        for (int kind = 0; kind < known.size(); kind++) {
            Optional<String> campaign = known.get(kind).campaign();
            boolean isOwn = touches.sources().stream()
                    .anyMatch(source -> source.campaign().isLoggedAs(campaign));
            kinds.set(kind, campaign.isPresent() && !isOwn);
        }
        told.or(unlogged);
        touches.sources().forEach(source -> told.clear(source.number()));
    }

    /** Numbers of the campaigns that a log does not know. */
    static BitSet unlogged(LogView view, List<Campaign> all) {
        return IntStream.range(0, all.size())
                .filter(number ->
                        view.kinds().stream().noneMatch(kind -> all.get(number).isLoggedAs(kind.campaign())))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    boolean isEmpty() {
        return kinds.isEmpty() && told.isEmpty();
    }

    /** Takes an instant. */
    interface Sink {
        void at(long milli);
    }

    void each(int row, Sink sink) {
        LogView view = base.view();
        for (int i = view.start(row); i < view.end(row); i++) {
            if (kinds.get(view.kindIndex(i)) && (base.marks().of(i) & Marks.CONTACT) != 0) {
                sink.at(view.epochMilli(i));
            }
        }
        base.contacts().each(row, (at, campaign) -> {
            if (told.get(campaign)) {
                sink.at(at);
            }
        });
    }
}
