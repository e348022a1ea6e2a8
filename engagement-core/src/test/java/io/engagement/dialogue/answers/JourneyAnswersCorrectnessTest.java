package io.engagement.dialogue.answers;

import static io.engagement.dialogue.answers.OracleRows.equal;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The oracles of {@code complete_journey}, by their ids: mailings of campaigns, and coupons that were redeemed, by day. A household's
 * mailing and redemptions of a campaign are a conversation.
 */
class JourneyAnswersCorrectnessTest {
    private static final Purpose REDEMPTION = Purpose.of("REDEMPTION");
    private static final Filter TYPE_A = Filter.purpose(Purpose.of("Type A"));

    private static Answers answers;

    @BeforeAll
    static void load() {
        AnswerPolicy policy = AnswerPolicy.withDefaults()
                .withUnit(AskUnit.CONTACT)
                .withAnswers(Filter.purpose(REDEMPTION))
                .withAnswersAtOnce();
        Map<String, String[]> campaigns = new HashMap<>();
        for (String[] row : OracleRows.of("complete_journey/campaign_descriptions.csv", ",")) {
            campaigns.put(row[0], row);
            policy = policy.withWindow(Filter.campaign(row[0]), Duration.between(start(row[2]), start(row[3])));
        }
        InteractionLog.Builder log = InteractionLog.builder();
        for (String[] row : OracleRows.of("complete_journey/campaigns.csv", ",")) {
            String[] campaign = Objects.requireNonNull(campaigns.get(row[0]));
            log.add(Interaction.of(row[1], start(campaign[2]), Channel.POST, Initiator.COMPANY, Purpose.of(campaign[1]))
                    .withCampaign(row[0])
                    .withConversation(row[0]));
        }
        for (String[] row : OracleRows.of("complete_journey/coupon_redemptions.csv", ",")) {
            log.add(Interaction.of(row[0], start(row[3]), Channel.STORE, Initiator.CUSTOMER, REDEMPTION)
                    .withConversation(row[2]));
        }
        LogView view = log.build().asOf(Instant.parse("2019-01-01T00:00:00Z"));
        answers = Answers.of(view, policy);
    }

    private static Instant start(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Test
    @DisplayName("journey.response")
    void mailingsOfWhichACouponWasRedeemed() {
        assertThat(answers.counts().closed()).isEqualTo(6589);
        assertThat(answers.counts().answered()).isEqualTo(792);
        equal(answers.counts().rate(), 0.12020033388981637, 1e-12);
        equal(answers.only(TYPE_A).counts().rate(), 0.16561557444474911, 1e-12);
        equal(rate("Type B"), 0.06503378378378379, 1e-12);
        equal(rate("Type C"), 0.059233449477351915, 1e-12);
    }

    private static double rate(String type) {
        return answers.only(Filter.purpose(Purpose.of(type))).counts().rate();
    }

    @Test
    @DisplayName("journey.pressure: response rises with other campaigns running, as good customers get more of them")
    void whoGetsMoreAnswersMore() {
        Pressure pressure = answers.only(TYPE_A).pressureOfRunning();

        List<Pressure.Level> levels = pressure.levels();
        long[] asks = {2625, 873, 130, 19};
        long[] answered = {392, 169, 34, 9};
        assertThat(levels).hasSize(4);
        for (int level = 0; level < asks.length; level++) {
            assertThat(levels.get(level).asks()).isEqualTo(asks[level]);
            assertThat(levels.get(level).answered()).isEqualTo(answered[level]);
        }
        assertThat(levels.get(3).fit()).as("too few asks").isNaN();
        assertThat(pressure.verdict()).isNotEqualTo(Pressure.Verdict.FALLS);
        assertThat(pressure.breakEven(10, 1)).isEmpty();
    }
}
