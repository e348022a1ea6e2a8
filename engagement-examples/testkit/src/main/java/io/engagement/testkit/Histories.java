package io.engagement.testkit;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Interactions of all that is legal: rare kinds, missing numbers, extremes, many at one instant. */
final class Histories {
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.PURCHASE,
            Purpose.RETURN,
            Purpose.USE,
            Purpose.COMPLAINT,
            Purpose.SIGN_UP,
            Purpose.CANCELLATION,
            Purpose.OFFER);
    private static final List<Initiator> INITIATORS = List.of(Initiator.values());
    private static final List<Channel> CHANNELS =
            List.of(Channel.WEB, Channel.PHONE, Channel.EMAIL, Channel.of("kiosk"));
    private static final double[] AMOUNTS = {0, 1, -1, 0.1, 1e-12, Interaction.MOST_MONEY};

    private Histories() {}

    /** In order of time; some without any. */
    static List<Interaction> next(SplittableRandom random) {
        List<Interaction> rows = new ArrayList<>();
        long at = begin(random);
        // From minutes to years between one and the next.
        int scale = random.nextInt(16, 36);
        for (int size = random.nextInt(24); size > 0; size--) {
            at += random.nextInt(4) == 0 ? 0 : random.nextLong(1L << random.nextInt(scale - 12, scale));
            rows.add(interaction(Instant.ofEpochMilli(at), random));
        }
        return rows;
    }

    private static long begin(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextLong(-1L << 52, 1L << 52);
            case 1 -> random.nextLong(-1L << 40, 1L << 40);
            default -> random.nextLong(1_700_000_000_000L, 1_800_000_000_000L);
        };
    }

    static Interaction interaction(Instant at, SplittableRandom random) {
        InteractionKind kind = InteractionKind.of(
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                INITIATORS.get(random.nextInt(INITIATORS.size())),
                PURPOSES.get(random.nextInt(PURPOSES.size())));
        Interaction row = Interaction.of("c", at, kind);
        row = random.nextInt(4) == 0 ? row.withDepartment("north") : row;
        row = random.nextInt(4) == 0 ? row.withDirection(Direction.OUTBOUND) : row;
        row = random.nextInt(8) == 0 ? row.withActor(Actor.MACHINE) : row;
        row = random.nextInt(3) == 0 ? row : row.withValue(amount(random));
        row = random.nextInt(3) == 0 ? row : row.withCost(Math.abs(amount(random)));
        row = random.nextInt(3) == 0 ? row : row.withSatisfaction(random.nextInt(5) / 4.0);
        return random.nextInt(3) == 0
                ? row
                : row.withDuration(Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 47))));
    }

    private static double amount(SplittableRandom random) {
        return random.nextInt(5) == 0
                ? AMOUNTS[random.nextInt(AMOUNTS.length)]
                : Math.round(random.nextDouble(-50, 200) * 100) / 100.0;
    }
}
