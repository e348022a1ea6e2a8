package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the company answers its customers: the mirror image. */
class CompanyAnswersTest {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant NOW = BEGIN.plus(Duration.ofDays(60));

    private static Interaction asked(String customer, double hour, String department, Channel channel) {
        return Interaction.of(customer, hour(hour), channel, Initiator.CUSTOMER, Purpose.QUESTION)
                .withDirection(Direction.INBOUND)
                .withDepartment(department);
    }

    private static Interaction answered(String customer, double hour, Channel channel) {
        return Interaction.of(customer, hour(hour), channel, Initiator.CUSTOMER, Purpose.HELP)
                .withDirection(Direction.OUTBOUND);
    }

    private static Instant hour(double hours) {
        return BEGIN.plusMillis((long) (hours * 3_600_000));
    }

    private static LogView view(Interaction... rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        List.of(rows).forEach(log::add);
        return log.build().asOf(NOW);
    }

    private static CompanyAnswers of(LogView view) {
        return CompanyAnswers.of(view, CompanyAnswers.policy(), Duration.ofHours(24));
    }

    @Test
    void theShareWithinThePromiseIsByDepartmentAndChannel() {
        CompanyAnswers company = of(view(
                asked("a", 0, "service", Channel.EMAIL),
                answered("a", 3, Channel.EMAIL),
                asked("b", 0, "service", Channel.EMAIL),
                answered("b", 30, Channel.EMAIL),
                asked("c", 0, "service", Channel.EMAIL),
                asked("d", 0, "sales", Channel.CHAT),
                answered("d", 1, Channel.CHAT)));

        assertThat(company.rows())
                .extracting(CompanyAnswers.Row::department, CompanyAnswers.Row::channel)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sales", "chat"),
                        org.assertj.core.groups.Tuple.tuple("service", "email"),
                        org.assertj.core.groups.Tuple.tuple("all", "all"));
        CompanyAnswers.Row service = company.rows().get(1);
        assertThat(service.counts().answered()).isEqualTo(2);
        assertThat(service.withinPromise()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(service.times().within(Duration.ofHours(30))).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(company.all().orElseThrow().withinPromise()).isCloseTo(0.5, within(1e-12));
        assertThat(company.toJson()).contains("\"within_promise\": 0.5");
    }

    @Test
    void whoWaitsStandsInTheListTheOldestFirst() {
        CompanyAnswers company = of(view(
                asked("late", 100, "service", Channel.EMAIL),
                asked("early", 5, "service", Channel.EMAIL),
                asked("early", 8, "service", Channel.EMAIL),
                asked("done", 1, "service", Channel.EMAIL),
                answered("done", 2, Channel.EMAIL)));

        List<CompanyAnswers.Waiting> waiting = company.waiting();
        assertThat(waiting).extracting(CompanyAnswers.Waiting::customerId).containsExactly("early", "late");
        assertThat(waiting.get(0).contacts()).isEqualTo(2);
        assertThat(waiting.get(0).age()).isEqualTo(Duration.between(hour(5), NOW));
        assertThat(company.waitingText(1)).contains("early").doesNotContain("late");
    }

    @Test
    void anAutomaticReplyIsNoAnswer() {
        CompanyAnswers company = of(view(
                asked("a", 0, "service", Channel.EMAIL),
                answered("a", 0.01, Channel.EMAIL).withActor(Actor.MACHINE),
                answered("a", 40, Channel.EMAIL)));

        assertThat(company.all().orElseThrow().withinPromise()).isZero();
        assertThat(company.all().orElseThrow().times().median()).contains(Duration.ofHours(40));
    }

    @Test
    void whoComesBackWithinAWeekOfTheAnswerIsCounted() {
        LogView view = view(
                asked("again", 0, "service", Channel.EMAIL).withConversation("t1"),
                answered("again", 2, Channel.EMAIL).withConversation("t1"),
                asked("again", 50, "service", Channel.EMAIL).withConversation("t1"),
                asked("other", 0, "service", Channel.EMAIL).withConversation("t2"),
                answered("other", 2, Channel.EMAIL).withConversation("t2"),
                asked("other", 50, "service", Channel.EMAIL).withConversation("t3"),
                asked("purpose", 0, "service", Channel.PHONE),
                answered("purpose", 2, Channel.PHONE),
                asked("purpose", 2 + 7 * 24, "service", Channel.PHONE),
                asked("recent", 59 * 24, "service", Channel.PHONE),
                answered("recent", 59 * 24 + 2, Channel.PHONE));

        RepeatContacts week = of(view).repeats(Duration.ofDays(7));
        assertThat(week.answered())
                .as("the recent one has not been seen for a week")
                .isEqualTo(3);
        assertThat(week.repeated()).isEqualTo(2);
        assertThat(week.byPurpose()).isEqualTo(1);
        assertThat(of(view).repeats(Duration.ofDays(7).minusMillis(1)).repeated())
                .as("the end belongs to it")
                .isEqualTo(1);
    }

    @Test
    void nobodyAskingGivesAnEmptyTable() {
        CompanyAnswers company = of(view(answered("a", 2, Channel.EMAIL)));

        assertThat(company.rows()).isEmpty();
        assertThat(company.all()).isEmpty();
        assertThat(company.waiting()).isEmpty();
        assertThat(company.toJson()).isEqualTo("[]\n");
        assertThat(company.repeats(Duration.ofDays(7)).share()).isNaN();
    }

    @Test
    void aPromiseTakesTime() {
        assertThatThrownBy(() -> CompanyAnswers.of(view(), CompanyAnswers.policy(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("promise");
        assertThatThrownBy(() -> AnswerPolicy.withDefaults().withWindow(Filter.all(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window must be from a millisecond");
    }
}
