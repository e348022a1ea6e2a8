package io.engagement.dialogue.preference;

import io.engagement.fit.OrderedSums;
import io.engagement.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What all customers do, get and are suggested, by channel: one pass over some customers. Immutable. */
final class ChannelSums {
    private static final int CHUNK = 16_384;
    private static final int SOURCES = Suggestion.Source.values().length;

    private final List<String> channels;
    private final Part all;

    private ChannelSums(List<String> channels) {
        this.channels = channels;
        this.all = new Part();
    }

    /** Adds a customer. */
    @FunctionalInterface
    interface Reader {
        void add(Part part, int row);
    }

    static ChannelSums of(List<String> channels, int[] rows, Reader reader) {
        ChannelSums sums = new ChannelSums(channels);
        OrderedSums.into(sums.all, rows.length, CHUNK, (from, to) -> sums.part(rows, from, to, reader), Part::add);
        return sums;
    }

    private Part part(int[] rows, int from, int to, Reader reader) {
        Part part = new Part();
        for (int i = from; i < to; i++) {
            reader.add(part, rows[i]);
        }
        return part;
    }

    /** Of some customers. */
    final class Part {
        /** The last one is that of other channels. */
        private final long[] acts = new long[channels.size() + 1];

        private final long[] contacts = new long[channels.size()];
        /** By channel, that of others, and nobody's. */
        private final long[][] suggested = new long[channels.size() + 2][SOURCES];

        void add(long[] own, long ownOfAll, IntToLongFunction contactsBy) {
            acts[own.length] += ownOfAll;
            for (int channel = 0; channel < own.length; channel++) {
                acts[channel] += own[channel];
                acts[own.length] -= own[channel];
                contacts[channel] += contactsBy.applyAsLong(channel);
            }
        }

        void suggest(Optional<String> channel, Suggestion.Source source) {
            int place = channel.map(channels::indexOf).orElse(channels.size() + 1);
            // Only customers state other channels.
            suggested[place < 0 ? channels.size() : place][place(source)]++;
        }

        private void add(Part part) {
            Arrays.setAll(acts, i -> acts[i] + part.acts[i]);
            Arrays.setAll(contacts, i -> contacts[i] + part.contacts[i]);
            for (int i = 0; i < suggested.length; i++) {
                long[] sums = suggested[i];
                long[] more = part.suggested[i];
                Arrays.setAll(sums, source -> sums[source] + more[source]);
            }
        }
    }

    /** Without some channels that are none. */
    Table table(List<String> without) {
        Table.Builder table = Table.builder()
                .column("channel")
                .column("own_acts")
                .column("own_share", "%.3f")
                .column("contacts")
                .column("contact_share", "%.3f")
                .column("suggested")
                .column("stated")
                .column("learned")
                .column("population");
        int others = channels.size();
        for (int i = 0; i < others; i++) {
            if (!without.contains(channels.get(i))) {
                addTo(table, channels.get(i), i, all.acts[i], all.contacts[i]);
            }
        }
        addTo(table, "(other)", others, all.acts[others], 0L);
        addTo(table, "(leave alone)", others + 1, null, null);
        return table.build();
    }

    private void addTo(Table.Builder table, String name, int place, @Nullable Long acts, @Nullable Long contacts) {
        long[] bySource = all.suggested[place];
        table.row(
                name,
                acts,
                share(acts, all.acts),
                contacts,
                share(contacts, all.contacts),
                Arrays.stream(bySource).sum(),
                bySource[place(Suggestion.Source.STATED)],
                bySource[place(Suggestion.Source.LEARNED)],
                bySource[place(Suggestion.Source.POPULATION)]);
    }

    private static int place(Suggestion.Source source) {
        return switch (source) {
            case CONSENT -> 0;
            case STATED -> 1;
            case LEARNED -> 2;
            case POPULATION -> 3;
        };
    }

    private static double share(@Nullable Long part, long[] all) {
        return part == null ? Double.NaN : part / (double) Arrays.stream(all).sum();
    }
}
