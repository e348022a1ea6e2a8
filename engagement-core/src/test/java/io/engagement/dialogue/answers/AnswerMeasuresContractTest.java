package io.engagement.dialogue.answers;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.measure.Measure;
import io.engagement.testkit.StatisticContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The laws of statistics, on contacts and acts within windows of each other, many at one instant. */
class AnswerMeasuresContractTest implements StatisticContract {
    @Override
    public List<Measure> measures() {
        return AnswerMeasures.ofCustomers(Duration.ofHours(80)).all();
    }

    @Override
    public List<Interaction> history(SplittableRandom random) {
        List<Interaction> rows = new ArrayList<>();
        Instant at = Instant.parse("2024-03-30T00:00:00Z");
        for (int size = random.nextInt(24); size > 0; size--) {
            at = at.plus(Duration.ofHours(random.nextInt(3) == 0 ? random.nextInt(120) : random.nextInt(3)));
            boolean company = random.nextBoolean();
            rows.add(Interaction.of(
                            "c",
                            at,
                            Channel.EMAIL,
                            company ? Initiator.COMPANY : Initiator.CUSTOMER,
                            company ? Purpose.OFFER : Purpose.QUESTION)
                    .withDirection(company ? Direction.OUTBOUND : Direction.INBOUND));
        }
        return rows;
    }
}
