package io.engagement.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** When each customer of the log was first contacted by one of some waves without a hold-out, and by which of them. */
final class FirstTouches {
    static final long NEVER = Long.MAX_VALUE;
    private static final int ELSEWHERE = -1;

    private final Roster roster;
    private final List<Source> sources;
    private final long[] at;
    /** Of the first contact, or one below 0 if it is of a campaign that excludes these. */
    private final int[] source;

    private int unknown;

    /**
     * A wave and its campaign.
     *
     * @param number of the campaign in the ledger
     * @param index of the wave in the campaign
     */
    record Source(Campaign campaign, int number, int index) {
        Wave wave() {
            return campaign.waves().get(index);
        }

        static List<Source> of(Campaign campaign, int number) {
            return IntStream.range(0, campaign.waves().size())
                    .mapToObj(index -> new Source(campaign, number, index))
                    .toList();
        }
    }

    /** Takes a contact. */
    interface Visitor {
        void visit(int row, long at, int source);
    }

    /**
     * Of some waves.
     *
     * @param excluding campaigns that exclude these: whom one of them contacted is from then on as one whom another of these waves
     *     contacted, and so no control
     */
    FirstTouches(Roster roster, int customers, List<Source> sources, List<Campaign> excluding) {
        this.roster = roster;
        this.sources = List.copyOf(sources);
        this.at = new long[customers];
        this.source = new int[customers];
        Arrays.fill(at, NEVER);
        visit((row, time, from) -> {
            if (!roster.isKnown(row)) {
                unknown++;
            } else if (time < at[row]) {
                at[row] = time;
                source[row] = from;
            }
        });
        excluding.stream()
                .flatMap(campaign -> campaign.waves().stream())
                .forEach(wave -> roster.contacts(wave, this::exclude));
    }

    private void exclude(int row, long time) {
        if (roster.isKnown(row) && time < at[row]) {
            at[row] = time;
            source[row] = ELSEWHERE;
        }
    }

    /** All contacts, also those of customers whom the log does not know. */
    private void visit(Visitor visitor) {
        for (int i = 0; i < sources.size(); i++) {
            int from = i;
            roster.contacts(sources.get(i).wave(), (row, time) -> visitor.visit(row, time, from));
        }
    }

    /** All contacts of customers whom the log knows, the first ones too. */
    void each(Visitor visitor) {
        visit((row, time, from) -> {
            if (roster.isKnown(row)) {
                visitor.visit(row, time, from);
            }
        });
    }

    int customers() {
        return at.length;
    }

    /** {@link #NEVER} if never. */
    long at(int row) {
        return at[row];
    }

    Source source(int row) {
        return sources.get(source[row]);
    }

    int sourceNumber(int row) {
        return source[row];
    }

    Source sourceOf(int number) {
        return sources.get(number);
    }

    List<Source> sources() {
        return sources;
    }

    /** Contacts of customers whom the log does not know. */
    int unknown() {
        return unknown;
    }

    /** Of whom one wave's contact is the first, or of any wave. */
    int[] rows(List<Source> chosen) {
        boolean[] isChosen = new boolean[sources.size()];
        for (int i = 0; i < isChosen.length; i++) {
            isChosen[i] = chosen.contains(sources.get(i));
        }
        return IntStream.range(0, at.length)
                .filter(row -> at[row] != NEVER && source[row] != ELSEWHERE && isChosen[source[row]])
                .toArray();
    }
}
