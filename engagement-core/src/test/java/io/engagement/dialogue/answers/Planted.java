package io.engagement.dialogue.answers;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Simulated bases of which it is known what the contacts did. */
final class Planted {
    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    static final int DAYS = 120;
    static final Instant END = BEGIN.plus(Duration.ofDays(DAYS));
    static final AnswerPolicy POLICY = AnswerPolicy.withDefaults()
            .withUnit(AskUnit.CONTACT)
            .withWindow(Duration.ofDays(3))
            .withAnswersOnAnyChannel();

    private Planted() {}

    static Instant day(double days) {
        return BEGIN.plusMillis((long) (days * 86_400_000));
    }

    static Interaction contact(int customer, double day, Purpose purpose) {
        return Interaction.of("c" + customer, day(day), Channel.EMAIL, Initiator.COMPANY, purpose)
                .withCost(0.5);
    }

    static Interaction act(int customer, double day) {
        return Interaction.of("c" + customer, day(day), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE);
    }

    static double gap(SplittableRandom random, double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    /** Own acts by each customer's own rate, and contacts at any time, which bring another act each with some probability. */
    static LogView base(long seed, int customers, double effect) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < customers; c++) {
            double mean = 5 + gap(random, 20);
            for (double at = gap(random, mean); at < DAYS; at += gap(random, mean)) {
                log.add(act(c, at));
            }
            for (double at = gap(random, 15); at < DAYS; at += gap(random, 15)) {
                log.add(contact(c, at, Purpose.OFFER));
                if (random.nextDouble() < effect) {
                    log.add(act(c, at + 0.1 + 2.8 * random.nextDouble()));
                }
            }
        }
        return log.build().asOf(END);
    }

    /** Acts in bursts that come when contacts begin to, without any effect: the company follows the season. */
    static LogView bursts(long seed, int customers) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < customers; c++) {
            for (double at = gap(random, 20); at < DAYS; at += gap(random, 20)) {
                for (int i = 0; i < 5; i++) {
                    log.add(act(c, at + random.nextDouble()));
                }
                // Who has just been active is contacted.
                log.add(contact(c, at + 1 + random.nextDouble(), Purpose.OFFER));
            }
        }
        return log.build().asOf(END);
    }

    /** Contacts of one purpose, answered with a probability that hangs on how many there were in 30 days. */
    static LogView pressure(long seed, int customers, DoubleUnaryOperator probability) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < customers; c++) {
            double level = 0.5 * random.nextDouble();
            double[] sent = new double[200];
            int count = 0;
            for (double at = gap(random, 8); at < DAYS - 4; at += 3.5 + gap(random, 8)) {
                int before = 0;
                for (int i = 0; i < count; i++) {
                    before += sent[i] >= at - 30 ? 1 : 0;
                }
                sent[count++] = at;
                log.add(contact(c, at, Purpose.OFFER));
                if (random.nextDouble() < level + probability.applyAsDouble(before)) {
                    log.add(act(c, at + 0.1 + 2 * random.nextDouble()));
                }
            }
        }
        return log.build().asOf(END);
    }

    /** Two kinds, of which the one that is answered more often goes to those who get little; pressure does nothing. */
    static LogView twoKinds(long seed, int customers) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < customers; c++) {
            double pause = random.nextInt(3) == 0 ? 40 : 6;
            for (double at = gap(random, pause); at < DAYS - 4; at += 3.5 + gap(random, pause)) {
                boolean wake = random.nextDouble() < (pause > 10 ? 0.8 : 0.05);
                log.add(contact(c, at, wake ? Purpose.OFFER : Purpose.INFORMATION));
                if (random.nextDouble() < (wake ? 0.8 : 0.2)) {
                    log.add(act(c, at + 0.1 + 2 * random.nextDouble()));
                }
                if (random.nextInt(6) == 0) {
                    pause = pause > 10 ? 6 : 40;
                }
            }
        }
        return log.build().asOf(END);
    }
}
