package io.engagement.journey;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.ModelText;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Small logs and stages for tests. */
final class JourneyBases {
    /** Three days before clocks go forward in Berlin. */
    static final Instant BEGIN = Instant.parse("2024-03-28T10:00:00Z");

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.PURCHASE,
            Purpose.PURCHASE,
            Purpose.USE,
            Purpose.HELP,
            Purpose.REFERRAL,
            Purpose.CANCELLATION,
            Purpose.COMPLAINT,
            Purpose.OFFER);

    private JourneyBases() {}

    /** Three days as a rule. */
    static SilenceHabit habit(ZoneId zone) {
        // A habit of given days has no public factory: it is read.
        PurchaseDefinition days = Stages.acts(zone);
        return SilenceHabit.FAMILY.read(ModelText.of("silence-habit", 1)
                .with("m", Math.log(3))
                .with("t", 0.4)
                .with("s", 0.5)
                .with("days", days.toText())
                .toString());
    }

    static Interaction row(String customer, Instant at, Purpose purpose) {
        boolean company = purpose.equals(Purpose.OFFER) || purpose.equals(Purpose.HELP);
        return Interaction.of(customer, at, Channel.WEB, company ? Initiator.COMPANY : Initiator.CUSTOMER, purpose)
                .withDirection(company ? Direction.OUTBOUND : Direction.INBOUND);
    }

    static Instant day(double days) {
        return BEGIN.plusSeconds(Math.round(days * 86_400));
    }

    /** A customer's interactions, many at one instant, some after long silences. */
    static List<Interaction> rows(SplittableRandom random, String customer, int most) {
        List<Interaction> rows = new ArrayList<>();
        Instant at = BEGIN;
        for (int i = random.nextInt(most); i > 0; i--) {
            at = at.plus(
                    switch (random.nextInt(4)) {
                        case 0 -> Duration.ZERO;
                        case 1 -> Duration.ofHours(random.nextInt(12));
                        case 2 -> Duration.ofHours(random.nextInt(24 * 8));
                        default -> Duration.ofHours(random.nextInt(24 * 25));
                    });
            Interaction row = row(customer, at, PURPOSES.get(random.nextInt(PURPOSES.size())));
            rows.add(random.nextInt(3) == 0 ? row : row.withValue(random.nextInt(30) - 8));
        }
        return rows;
    }

    /** All kinds of rules at once. */
    static Stages everyRule(ZoneId zone) {
        Filter complaint = Filter.purpose(Purpose.COMPLAINT);
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        return Stages.builder(habit(zone))
                .stage("new", StageRule.known().withLasting(Duration.ofDays(5)))
                .stage("buyer", StageRule.since(bought))
                .stage("used", StageRule.times(Filter.purpose(Purpose.USE), 2).withAfter("buyer"))
                .stage("regular", StageRule.days(bought, 2).withUntil(Filter.purpose(Purpose.CANCELLATION)))
                .stage("good", StageRule.sum(bought, Quantity.VALUE, 25))
                .stage(
                        "complains",
                        StageRule.since(complaint)
                                .withUntil(Filter.purpose(Purpose.HELP))
                                .withLasting(Duration.ofDays(9)))
                .stage("back", StageRule.backFrom("gone").withLasting(Duration.ofDays(20)))
                .stage("silent", StageRule.silent(0.9).withAfter("buyer"))
                .stage(
                        "gone",
                        StageRule.silent(0.99),
                        StageRule.since(Filter.purpose(Purpose.CANCELLATION))
                                .withAfter("buyer")
                                .withUntil(bought))
                .build();
    }

    static LogView view(List<Interaction> rows, Instant asOf) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(asOf);
    }

    static List<Interaction> shuffled(List<Interaction> rows, long seed) {
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** A customer's purchases, so many days after the beginning. */
    static List<Interaction> purchases(String customer, double... days) {
        return Arrays.stream(days)
                .mapToObj(day -> row(customer, day(day), Purpose.PURCHASE))
                .toList();
    }
}
