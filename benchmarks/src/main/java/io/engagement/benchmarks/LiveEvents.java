package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.LiveStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Interactions as they come to a live store: of customers drawn at random, a quarter purchases, times a bit out of order. */
final class LiveEvents {
    private static final int OUT_OF_ORDER_MILLIS = 10_000;
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.APP, Initiator.CUSTOMER, Purpose.USE),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION));

    private final String[] ids;
    private final String[] campaigns;
    private final SplittableRandom random;
    private final boolean withIds;
    private long millis;
    private long number;

    LiveEvents(int customers, Instant start, boolean withIds, int campaigns, long seed) {
        this.ids = named("c", customers);
        this.campaigns = named("spring-", campaigns);
        this.random = new SplittableRandom(seed);
        this.withIds = withIds;
        this.millis = start.toEpochMilli();
    }

    private static String[] named(String prefix, int size) {
        String[] names = new String[size];
        Arrays.setAll(names, i -> "%s%07d".formatted(prefix, i));
        return names;
    }

    static LiveStore.Builder store() {
        return LiveStore.of(Columns.engagement(), Columns.risk(), Columns.value())
                .withReorderWindow(Duration.ofMinutes(1));
    }

    String customer() {
        return ids[random.nextInt(ids.length)];
    }

    /** A copy of an id, as whoever reads interactions from somewhere has one. */
    String copyOfCustomer() {
        return new String(customer().toCharArray());
    }

    /**
     * Copies of ids, one after the other in memory as they would come out of a buffer: to look one up among all would cost what
     * the store's own far accesses do.
     */
    String[] arriving(int size) {
        String[] arriving = new String[size];
        Arrays.setAll(arriving, i -> copyOfCustomer());
        return arriving;
    }

    /** One of a customer, now. */
    Interaction at(String customer, Instant at) {
        Interaction bare = Interaction.of(customer, at, KINDS.get(random.nextInt(KINDS.size())));
        Interaction costly = bare.kind().purpose().equals(Purpose.PURCHASE) ? bare.withValue(20) : bare.withCost(0.1);
        Interaction valued = campaigns.length == 0 ? costly : costly.withCampaign(copyOfCampaign());
        return withIds ? valued.withId("i" + number++) : valued;
    }

    /** A copy of a name, in a kind of its own, as whoever reads interactions from somewhere has them. */
    private String copyOfCampaign() {
        return new String(campaigns[random.nextInt(campaigns.length)].toCharArray());
    }

    /** The next one: a thousand a second of their own time. */
    Interaction next() {
        long time = ++millis - random.nextInt(OUT_OF_ORDER_MILLIS);
        return at(copyOfCustomer(), Instant.ofEpochMilli(time));
    }

    /** Each customer once, by whom a store is filled. */
    void fill(LiveStore store) {
        for (String id : ids) {
            store.add(at(
                    id,
                    Instant.ofEpochMilli(this.millis)
                            .minus(Duration.ofDays(30))
                            .plusMillis(random.nextInt(86_400_000))));
        }
    }
}
