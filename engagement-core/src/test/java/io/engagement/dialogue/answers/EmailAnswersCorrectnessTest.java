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
import io.engagement.proportion.BetaBinomial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The oracles of {@code email_engagement}, by their ids: weekly digests, and mails to those who had got none, on a clock of
 * minutes.
 */
class EmailAnswersCorrectnessTest {
    private static final Purpose OPEN = Purpose.of("OPEN");
    private static final Purpose CLICK = Purpose.of("CLICK");
    private static final Filter DIGESTS = Filter.purpose(Purpose.INFORMATION);
    private static final Filter REENGAGEMENT = Filter.purpose(Purpose.OFFER);
    private static final String REENGAGEMENT_MAIL = "OFFER by email";

    private static LogView view;

    @BeforeAll
    static void load() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (String[] row : OracleRows.of("email_engagement/yammer_emails.csv", ",")) {
            Instant at = Instant.parse(row[1].replace(' ', 'T') + "Z");
            boolean sent = row[2].startsWith("sent");
            Purpose purpose =
                    switch (row[2]) {
                        case "sent_weekly_digest" -> Purpose.INFORMATION;
                        case "sent_reengagement_email" -> Purpose.OFFER;
                        case "email_open" -> OPEN;
                        default -> CLICK;
                    };
            log.add(Interaction.of(row[0], at, Channel.EMAIL, sent ? Initiator.COMPANY : Initiator.CUSTOMER, purpose));
        }
        view = log.build().asOf(Instant.parse("2030-01-01T00:00:00Z"));
    }

    private static Answers answers(Purpose answer) {
        return Answers.of(
                view,
                AnswerPolicy.withDefaults()
                        .withUnit(AskUnit.CONTACT)
                        .withAnswers(Filter.purpose(answer))
                        .withWindow(Duration.ofDays(2))
                        .withAnswersAtOnce());
    }

    @Test
    @DisplayName("email.response")
    void opensAndClicksOfDigestsAndOtherMails() {
        Answers opens = answers(OPEN);
        Answers clicks = answers(CLICK);

        assertThat(opens.counts().closed()).isEqualTo(60920);
        assertThat(opens.counts().answered()).isEqualTo(20459);
        assertThat(clicks.counts().answered()).isEqualTo(9010);
        equal(opens.only(DIGESTS).counts().rate(), 0.30039988125796707, 1e-12);
        equal(opens.only(REENGAGEMENT).counts().rate(), 0.8913222009307419, 1e-12);
        equal(clicks.only(DIGESTS).counts().rate(), 0.10590741613843924, 1e-12);
        equal(clicks.only(REENGAGEMENT).counts().rate(), 0.8061866958664111, 1e-12);
    }

    @Test
    @DisplayName("email.open.betabinomial, email.betabinomial.vgam")
    void usersDifferLittleInHowOftenTheyOpen() {
        BetaBinomial opens = answers(OPEN).prior().fitted().orElseThrow().model();
        BetaBinomial clicks = answers(CLICK).prior().fitted().orElseThrow().model();

        equal(opens.alpha(), 96.2681010806911, 1e-4);
        equal(opens.beta(), 189.256264021162, 1e-4);
        equal(clicks.alpha(), 20.4894913744208, 1e-4);
        equal(clicks.beta(), 115.185622019945, 1e-4);
    }

    @Test
    @DisplayName("email.pressure.table, email.pressure.isotonic")
    void opensByTheMailsOfThirtyDays() {
        Pressure opens = answers(OPEN).pressure();
        Pressure clicks = answers(CLICK).pressure();

        long[] asks = {2914, 1294, 1279, 1232, 41397, 340};
        long[] opened = {2380, 587, 394, 345, 12459, 104};
        long[] clicked = {2100, 381, 130, 127, 4237, 31};
        double[] lower = {
            0.8022861328032079,
            0.42668386255731483,
            0.28335690702078653,
            0.255673039900609,
            0.29656401528519916,
            0.2592990228742605
        };
        double[] upper = {
            0.8303733266131029,
            0.4808549210248956,
            0.3338989926666367,
            0.30575937836669415,
            0.3054005965599291,
            0.3568031177671475
        };
        double[] fit = {
            0.8167467398764585,
            0.4536321483771252,
            0.3080531665363565,
            0.30040261583932604,
            0.30040261583932604,
            0.30040261583932604
        };
        assertThat(opens.levels()).hasSize(6);
        for (int level = 0; level < asks.length; level++) {
            Pressure.Level row = opens.levels().get(level);
            assertThat(row.level()).isEqualTo(level);
            assertThat(row.asks()).isEqualTo(asks[level]);
            assertThat(row.answered()).isEqualTo(opened[level]);
            assertThat(clicks.levels().get(level).answered()).isEqualTo(clicked[level]);
            equal(row.rate(), (double) opened[level] / asks[level], 1e-10);
            equal(row.interval().lower(), lower[level], 1e-10);
            equal(row.interval().upper(), upper[level], 1e-10);
            equal(row.fit(), fit[level], 1e-10);
        }
    }

    @Test
    @DisplayName("email.pressure.table.digest")
    void digestsAlone() {
        List<Pressure.Level> levels = answers(OPEN).only(DIGESTS).pressure().levels();

        long[] asks = {366, 923, 1279, 1232, 41397, 340};
        long[] opened = {106, 260, 394, 345, 12459, 104};
        for (int level = 0; level < asks.length; level++) {
            assertThat(levels.get(level).asks()).isEqualTo(asks[level]);
            assertThat(levels.get(level).answered()).isEqualTo(opened[level]);
        }
    }

    @Test
    @DisplayName("email.pressure.clogit")
    void withoutTheKindTheSlopeWithinUsersIsNegative() {
        Pressure opens = answers(OPEN).pressure();

        equal(opens.fits().slopeWithoutKind().value(), -0.318194456721216, 1e-6);
        equal(opens.fits().slopeWithoutKind().standardError(), 0.014760433938896, 1e-6);
        equal(opens.fits().withoutKind().logLikelihood(), -21455.6496945287, 1e-6);
    }

    @Test
    @DisplayName("email.pressure.clogit.kind")
    void withTheKindItIsNot() {
        Pressure opens = answers(OPEN).pressure();

        equal(opens.slope().value(), 0.0298044795351021, 1e-6);
        equal(opens.slope().standardError(), 0.0197388245913525, 1e-6);
        Estimate kind = reengagement(opens.fits().kindsWithin());
        equal(kind.value(), 2.95094539777599, 1e-6);
        equal(kind.standardError(), 0.111343711514057, 1e-6);
    }

    private static Estimate reengagement(Map<String, Estimate> kinds) {
        return Objects.requireNonNull(kinds.get(REENGAGEMENT_MAIL));
    }

    @Test
    @DisplayName("email.pressure.clogit.digest")
    void norOfDigestsAlone() {
        Estimate slope = answers(OPEN).only(DIGESTS).pressure().slope();

        equal(slope.value(), 0.0284789498595915, 1e-6);
        equal(slope.standardError(), 0.0200636484498907, 1e-6);
    }

    @Test
    @DisplayName("email.pressure.logit")
    void theRegressionOverAllUsers() {
        Pressure opens = answers(OPEN).pressure();

        equal(opens.fits().interceptOverAll().value(), -0.911474222980255, 1e-7);
        equal(opens.fits().slopeOverAll().value(), 0.0169324556620247, 1e-7);
        equal(reengagement(opens.fits().kindsOverAll()).value(), 3.0109344299884, 1e-7);
        equal(opens.fits().interceptOverAll().standardError(), 0.0609835764559652, 1e-7);
        equal(opens.fits().slopeOverAll().standardError(), 0.015679911281275, 1e-7);
        equal(reengagement(opens.fits().kindsOverAll()).standardError(), 0.0837564560878418, 1e-7);
        equal(opens.fits().between().deviance(), 57654.3723659295, 1e-7);
    }

    @Test
    void theFallingCurveIsContradictedWithinUsersAndSaysNothing() {
        Pressure opens = answers(OPEN).pressure();

        assertThat(opens.verdict()).isEqualTo(Pressure.Verdict.CONTRADICTED);
        assertThat(opens.title()).startsWith("response by pressure, not because of it");
        assertThat(opens.breakEven(1, 0.5)).isEmpty();
    }
}
