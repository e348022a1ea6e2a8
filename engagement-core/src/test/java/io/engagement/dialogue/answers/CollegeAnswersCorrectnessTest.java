package io.engagement.dialogue.answers;

import static io.engagement.dialogue.answers.OracleRows.equal;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.survival.IntervalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The oracles of {@code college_messages}, by their ids: each ordered pair of students is a customer, whom the first asks and who
 * answers as the second.
 */
class CollegeAnswersCorrectnessTest {
    private static final long END = 1098777142;
    private static final AnswerPolicy DAY = AnswerPolicy.withDefaults().withWindow(Duration.ofHours(24));

    private static LogView pairs(boolean inTheOrderOfTheFile) {
        InteractionLog.Builder log = InteractionLog.builder();
        Map<String, Long> before = new HashMap<>();
        for (String[] row : OracleRows.of("college_messages/CollegeMsg.txt", " ")) {
            String both =
                    Integer.parseInt(row[0]) < Integer.parseInt(row[1]) ? row[0] + "-" + row[1] : row[1] + "-" + row[0];
            long second = 1000 * Long.parseLong(row[2]);
            long last = before.getOrDefault(both, -1L);
            // Messages of one second stand in the file in the order in which they were sent.
            long at = inTheOrderOfTheFile && last >= second ? last + 1 : second;
            before.put(both, at);
            log.add(message(row[0] + ">" + row[1], at, Initiator.COMPANY, Direction.OUTBOUND));
            log.add(message(row[1] + ">" + row[0], at, Initiator.CUSTOMER, Direction.INBOUND));
        }
        return log.build().asOf(Instant.ofEpochSecond(END));
    }

    private static Interaction message(String pair, long at, Initiator initiator, Direction direction) {
        return Interaction.of(pair, Instant.ofEpochMilli(at), Channel.CHAT, initiator, Purpose.OTHER)
                .withDirection(direction);
    }

    @Test
    @DisplayName("college.response.message.fifo24")
    void aMessageAnswersTheOldestOpenOne() {
        Answers answers = Answers.of(pairs(false), DAY.withUnit(AskUnit.CONTACT));

        AnswerCounts counts = answers.counts();
        assertThat(counts.closed() + counts.open()).isEqualTo(59835);
        assertThat(counts.answered() + counts.answeredOpen()).isEqualTo(26693);
        assertThat(counts.closed()).isEqualTo(59792);
        assertThat(counts.answered()).isEqualTo(26689);
        equal(counts.rate(), 0.44636406208188384, 1e-12);
        AnswerTimes times = answers.times();
        assertThat(times.medianOfAnswered()).contains(Duration.ofSeconds(1051));
        assertThat(times.quantileOfAnswered(0.9)).contains(Duration.ofMillis(46_556_200));
    }

    @Test
    @DisplayName("college.response.message.lifo24")
    void newestFirstMovesTheMedian() {
        Answers answers = Answers.of(pairs(false), DAY.withUnit(AskUnit.CONTACT).withOrder(AnswerOrder.NEWEST_FIRST));

        AnswerCounts counts = answers.counts();
        assertThat(counts.answered() + counts.answeredOpen()).isEqualTo(26677);
        assertThat(answers.times().medianOfAnswered()).contains(Duration.ofSeconds(709));
        assertThat(answers.policy().name()).contains("newest first");
    }

    @Test
    @DisplayName("college.response.turn24")
    void aTurnIsAnsweredWithinADayOfItsLastMessage() {
        AnswerCounts counts =
                Answers.of(pairs(true), DAY.withUnit(AskUnit.TURN)).counts();

        assertThat(counts.closed() + counts.open()).isEqualTo(47300);
        assertThat(counts.answered() + counts.answeredOpen()).isEqualTo(25959);
    }

    @Test
    @DisplayName("college.answer.km")
    void theOpeningOfAThreadWaitsForItsAnswer() {
        Answers openings = Answers.of(pairs(true), DAY.withUnit(AskUnit.OPENING));
        AnswerCounts counts = openings.counts();
        assertThat(counts.closed() + counts.open()).isEqualTo(21341);
        assertThat(counts.answered() + counts.answeredOpen()).isEqualTo(7749);

        AnswerTimes times = openings.times();
        long[] seconds = {600, 3600, 21600, 86400};
        double[] waiting = {0.902526603841241, 0.838490380734147, 0.746003269762501, 0.641104448002663};
        double[] errors = {0.00203041611950756, 0.00251938223903453, 0.00298085594755943, 0.00328533515056166};
        for (int i = 0; i < seconds.length; i++) {
            Duration time = Duration.ofSeconds(seconds[i]);
            equal(times.within(time), 1 - waiting[i], 1e-9);
            equal(times.curve().standardError(seconds[i] / 3600.0), errors[i], 1e-9);
        }
        double[] shares = {0.1, 0.25, 0.4, 0.5};
        long[] quantiles = {655, 20256, 126050, 355792};
        long[] lower = {573, 18497, 117046, 246074};
        long[] upper = {749, 22511, 151524};
        for (int i = 0; i < shares.length; i++) {
            AnswerTimes.TimeInterval interval = times.quantileInterval(shares[i], IntervalKind.LOG);
            assertThat(times.quantile(shares[i])).contains(Duration.ofSeconds(quantiles[i]));
            assertThat(interval.lower()).contains(Duration.ofSeconds(lower[i]));
            if (i < upper.length) {
                assertThat(interval.upper()).contains(Duration.ofSeconds(upper[i]));
            } else {
                assertThat(interval.upper()).isEmpty();
            }
        }
    }
}
