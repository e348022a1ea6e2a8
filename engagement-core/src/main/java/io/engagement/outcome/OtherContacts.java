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

    OtherContacts(WindowWalk.Base base, List<Campaign> all, FirstTouches touches) {
        this.base = base;
        List<InteractionKind> known = base.view().kinds();
        for (int kind = 0; kind < known.size(); kind++) {
            Optional<String> campaign = known.get(kind).campaign();
            boolean isOwn = touches.sources().stream()
                    .anyMatch(source -> source.campaign().isLoggedAs(campaign));
            kinds.set(kind, campaign.isPresent() && !isOwn);
        }
        IntStream.range(0, all.size())
                .filter(number -> touches.sources().stream().noneMatch(source -> source.number() == number))
                .filter(number ->
                        known.stream().noneMatch(kind -> all.get(number).isLoggedAs(kind.campaign())))
                .forEach(told::set);
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
