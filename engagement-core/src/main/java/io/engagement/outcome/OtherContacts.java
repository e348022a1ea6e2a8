package io.engagement.outcome;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Contacts of other campaigns than those that are asked of: of the log, and as told of campaigns that the log does not know. */
final class OtherContacts {
    /** More names are not listed. */
    private static final int SHOWN = 3;

    private final Told told;
    /** Kinds of the log. */
    private final BitSet kinds;
    /** Campaigns that the log does not know. */
    private final BitSet unlogged;

    /** What is the same for all accounts of a ledger. Thread-safe. */
    static final class Told {
        private final WindowWalk.Base base;
        /** By the name of a campaign in the log, kinds of interactions. */
        private final Map<String, BitSet> kinds = new HashMap<>();
        /** Kinds of all of them. */
        private final BitSet all = new BitSet();

        private final Set<String> names;
        private final BitSet unlogged = new BitSet();

        Told(WindowWalk.Base base, List<Campaign> campaigns) {
            this.base = base;
            List<InteractionKind> known = base.view().kinds();
            for (int kind = 0; kind < known.size(); kind++) {
                int number = kind;
                known.get(kind).campaign().ifPresent(name -> kinds.computeIfAbsent(name, none -> new BitSet())
                        .set(number));
                all.set(kind, known.get(kind).campaign().isPresent());
            }
            names = campaigns.stream()
                    .flatMap(campaign -> campaign.logNames().stream())
                    .collect(Collectors.toSet());
            IntStream.range(0, campaigns.size())
                    .filter(number -> campaigns.get(number).logNames().stream().noneMatch(kinds::containsKey))
                    .forEach(unlogged::set);
        }

        /** Campaigns of which only the log tells that somebody was contacted. */
        private Set<String> untold() {
            return base.view().kinds().stream()
                    .filter(Sides.CONTACTS::matches)
                    .flatMap(kind -> kind.campaign().stream())
                    .filter(name -> !names.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    OtherContacts(Told told, FirstTouches touches) {
        this.told = told;
        this.kinds = (BitSet) told.all.clone();
        this.unlogged = (BitSet) told.unlogged.clone();
        touches.sources().forEach(source -> {
            source.campaign().logNames().forEach(name -> kinds.andNot(told.kinds.getOrDefault(name, new BitSet())));
            unlogged.clear(source.number());
        });
    }

    boolean isEmpty() {
        return kinds.isEmpty() && unlogged.isEmpty();
    }

    /** What can be done where they are unequal. */
    String remedy() {
        Set<String> untold = told.untold();
        return untold.isEmpty()
                ? "whose effect only customers held out at random tell apart"
                : "by campaigns of which nothing was told ("
                        + untold.stream().limit(SHOWN).collect(Collectors.joining(", "))
                        + (untold.size() > SHOWN ? " and " + (untold.size() - SHOWN) + " more" : "")
                        + "): tell of them too, as customers of one that excludes this one are then no controls";
    }

    /** Takes an instant. */
    interface Sink {
        void at(long milli);
    }

    void each(int row, Sink sink) {
        LogView view = told.base.view();
        for (int i = view.start(row); i < view.end(row); i++) {
            if (kinds.get(view.kindIndex(i)) && (told.base.marks().of(i) & Marks.CONTACT) != 0) {
                sink.at(view.epochMilli(i));
            }
        }
        told.base.contacts().each(row, (at, campaign) -> {
            if (unlogged.get(campaign)) {
                sink.at(at);
            }
        });
    }
}
