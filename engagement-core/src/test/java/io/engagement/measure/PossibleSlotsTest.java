package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.dialogue.answers.AnswerMeasures;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Slots that come from outside are believed if interactions can have led to them, and refused if not. */
class PossibleSlotsTest {
    private static final Filter REFUNDS = Filter.purpose(Purpose.COMPLAINT);
    private static final PurchaseDefinition NET = PurchaseDefinition.standard().withRefunds(REFUNDS);
    private static final ContractTerms CONTRACT =
            new ContractTerms(Filter.purpose(Purpose.USE), REFUNDS, ZoneOffset.UTC, TimeScale.MONTHS);

    /** Of every statistic that there is. */
    private static final List<Measure> MEASURES = List.of(
            Measure.count(Filter.all()),
            Measure.sum(Filter.all(), Quantity.VALUE),
            Measure.decayed(Filter.all(), Duration.ofDays(9)),
            Measure.distinctDays(Filter.all(), ZoneId.of("Europe/Amsterdam")),
            Measure.meanGap(Filter.all()),
            PurchaseDefinition.standard().meanRepeatValue(),
            PurchaseDefinition.standard().geometricMeanGap(),
            PurchaseDefinition.standard().byPeriod(TimeScale.WEEKS).meanRepeatValue(),
            NET.meanRepeatValue(),
            NET.byPeriod(TimeScale.MONTHS).meanEarning(),
            CONTRACT.age(),
            Measure.countWithin(Filter.all(), Duration.ofDays(90)),
            Measure.sumWithin(Filter.all(), Quantity.VALUE, Duration.ofDays(90)),
            Measure.largest(Filter.all(), Quantity.VALUE),
            Measure.median(Filter.all(), Quantity.VALUE),
            Measure.medianGap(Filter.all()),
            Measure.distinctChannels(Filter.all()),
            Measure.shareAt(Filter.all(), WeekTimes.daily(9, 17, ZoneOffset.UTC)),
            Measure.timeSinceNthLast(Filter.all(), 3),
            ConversationRule.standard().conversations(Initiator.CUSTOMER),
            ConversationRule.standard().conversationsWithin(Initiator.CUSTOMER, Duration.ofDays(90)),
            AnswerMeasures.ofCustomers(Duration.ofDays(3)).all().get(0),
            ContactPreferences.of(
                            InteractionLog.builder().build().asOf(Instant.EPOCH), CustomerZones.all(ZoneOffset.UTC))
                    .contactFit(ZoneOffset.UTC));

    private static final StateLayout LAYOUT = StateLayout.of(MEASURES);
    private static final Purpose[] PURPOSES = {Purpose.PURCHASE, Purpose.USE, Purpose.COMPLAINT};

    @Test
    void whateverInteractionsLeadToIsPossible() {
        assertThat(LAYOUT.statistics())
                .extracting(Object::getClass)
                .hasSizeGreaterThan(9)
                .contains(BuiltInStatisticsTest.classes());
        SplittableRandom random = new SplittableRandom(20261128);
        for (int i = 0; i < 3000; i++) {
            long at = random.nextLong(-1L << 40, 1L << 41);
            double[] whole = empty();
            int parts = 1 + random.nextInt(4);
            long count = 0;
            for (int part = 0; part < parts; part++) {
                double[] state = empty();
                int size = random.nextInt(5);
                for (int n = 0; n < size; n++) {
                    at += random.nextBoolean() ? 0 : random.nextLong(1L << (1 + random.nextInt(36)));
                    Interaction next = interaction(at, random);
                    LAYOUT.add(next, LAYOUT.weights(next.kind()), state, 0);
                    LAYOUT.check(state, 0, (double) at);
                }
                at++;
                count += size;
                LAYOUT.merge(whole, 0, state, 0);
                LAYOUT.check(whole, 0, (double) at);
            }
            assertThat(LAYOUT.interactionsAtLeast(whole, 0)).isBetween(0.0, (double) count);
            ByteBuffer bytes = ByteBuffer.allocate(LAYOUT.encodedBytes());
            LAYOUT.write(whole, 0, bytes);
            assertThatCode(() -> LAYOUT.read(bytes.flip(), empty(), 0)).doesNotThrowAnyException();
        }
    }

    private static Interaction interaction(long at, SplittableRandom random) {
        InteractionKind kind =
                InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, PURPOSES[random.nextInt(PURPOSES.length)]);
        Interaction bare = Interaction.of("c", Instant.ofEpochMilli(at), kind);
        return switch (random.nextInt(8)) {
            case 0 -> bare;
            case 1 -> bare.withValue(Interaction.MOST_MONEY * (random.nextInt(3) - 1));
            default -> bare.withValue((random.nextInt(7) - 3) / 10.0);
        };
    }

    @Test
    void aSlotThatIsNoNumberOrOutOfItsRangeIsRefused() {
        double[] possible = empty();
        SplittableRandom random = new SplittableRandom(5);
        for (int day = 0; day < 40; day++) {
            Interaction next = interaction(86_400_000L * day, random);
            LAYOUT.add(next, LAYOUT.weights(next.kind()), possible, 0);
        }
        LAYOUT.check(possible, 0, 40 * 86_400_000.0);
        int refused = 0;
        for (int slot = 0; slot < possible.length; slot++) {
            double[] changed = possible.clone();
            changed[slot] = Double.NaN;
            refused += isRefused(changed) ? 1 : 0;
            changed[slot] = 1e17;
            refused += isRefused(changed) ? 1 : 0;
        }
        // All but sums of amounts, which may be any.
        assertThat(refused).isGreaterThan(4 * possible.length / 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYOUT.check(possible, 0, 38 * 86_400_000.0))
                .withMessageContaining("no interactions lead to");
    }

    private static boolean isRefused(double[] slots) {
        try {
            LAYOUT.check(slots, 0, 40 * 86_400_000.0);
            return false;
        } catch (IllegalArgumentException impossible) {
            return true;
        }
    }

    /** As a calendar that has changed since does, or somebody who makes slots up. */
    @Test
    void aDayThatBeganLaterThanTheCalendarSaysTakesWhatComesNext() {
        StateLayout layout = StateLayout.of(List.of(
                Measure.distinctDays(Filter.all(), ZoneOffset.UTC),
                PurchaseDefinition.standard().frequency(),
                PurchaseDefinition.standard().geometricMeanGap()));
        double[] slots = new double[layout.slots()];
        layout.reset(slots, 0);
        Interaction first = interaction(0, new SplittableRandom(1))
                .withKind(InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
        KindWeights weights = layout.weights(first.kind());
        layout.add(first, weights, slots, 0);
        for (Statistic statistic : layout.statistics()) {
            int offset = layout.offset(layout.statistics().indexOf(statistic));
            double[] own = slots.clone();
            own[offset] = 3_600_000;
            own[offset + 1] = 3_600_000;
            assertThat(statistic.takes(3_700_000, own, offset)).isTrue();
            statistic.enter(3_700_000, 1, quantity -> 1, own, offset);
            assertThat(statistic.isPossible(own, offset, 3_700_000)).isTrue();
        }
    }

    private static double[] empty() {
        double[] slots = new double[LAYOUT.slots()];
        LAYOUT.reset(slots, 0);
        return slots;
    }
}
