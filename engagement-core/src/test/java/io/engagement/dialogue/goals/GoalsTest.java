package io.engagement.dialogue.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.dialogue.goals.CustomerGoals.StatedGoal;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GoalsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final GoalRule RULE = GoalRule.standard();

    private static Interaction row(String customer, int daysAgo, Initiator initiator, Purpose purpose) {
        return Interaction.of(customer, NOW.minus(Duration.ofDays(daysAgo)), Channel.EMAIL, initiator, purpose);
    }

    private static Interaction goal(String customer, int daysAgo) {
        return row(customer, daysAgo, Initiator.CUSTOMER, GoalRule.GOAL);
    }

    private static Interaction help(String customer, int daysAgo) {
        return row(customer, daysAgo, Initiator.COMPANY, Purpose.HELP);
    }

    private static LogView view(List<Interaction> rows, Customer... customers) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        List.of(customers).forEach(log::customer);
        return log.build().asOf(NOW);
    }

    private static List<StatedGoal> goals(List<Interaction> rows, Customer... customers) {
        return CustomerGoals.of(view(rows, customers), RULE).goals();
    }

    @Test
    void aGoalIsServedFromWhenItIsStatedUntilItIsReached() {
        List<StatedGoal> goals = goals(List.of(
                help("c", 50),
                goal("c", 40),
                help("c", 30),
                help("c", 20).withActor(Actor.MACHINE),
                row("c", 18, Initiator.COMPANY, Purpose.OFFER),
                row("c", 15, Initiator.CUSTOMER, GoalRule.GOAL_REACHED),
                help("c", 10)));

        assertThat(goals).hasSize(1);
        assertThat(goals.get(0).isReached()).isTrue();
        assertThat(goals.get(0).took()).contains(Duration.ofDays(25));
        assertThat(goals.get(0).served()).isEqualTo(1);
    }

    @Test
    void whatTheCompanySaysInTheConversationOfTheGoalServesIt() {
        List<StatedGoal> goals = goals(List.of(
                goal("c", 40).withConversation("a"),
                row("c", 39, Initiator.COMPANY, Purpose.INFORMATION).withConversation("a"),
                row("c", 38, Initiator.COMPANY, Purpose.INFORMATION)));

        assertThat(goals.get(0).served()).isEqualTo(1);
    }

    @Test
    void aGoalIsReachedByItsOwnCampaignOnly() {
        List<StatedGoal> goals = goals(List.of(
                goal("c", 40).withCampaign("training"),
                goal("c", 39).withCampaign("export"),
                row("c", 20, Initiator.CUSTOMER, GoalRule.GOAL_REACHED).withCampaign("export")));

        assertThat(goals).extracting(StatedGoal::name).containsExactly("training", "export");
        assertThat(goals).extracting(StatedGoal::isReached).containsExactly(false, true);
    }

    @Test
    void aRecordStatesAGoalToo() {
        Customer yes = Customer.of("yes").withAttribute("goal", "grow").withAttribute("goal_reached", "2025-11-01");
        Customer no = Customer.of("no").withAttribute("goal", "grow").withAttribute("goal_reached", "no");
        List<StatedGoal> goals =
                goals(List.of(help("yes", 9), help("no", 9), help("none", 9)), yes, no, Customer.of("none"));

        assertThat(goals).extracting(StatedGoal::customerId).containsExactlyInAnyOrder("yes", "no");
        assertThat(goals)
                .filteredOn(StatedGoal::isReached)
                .extracting(StatedGoal::customerId)
                .containsExactly("yes");
        assertThat(goals).allMatch(each -> each.name().equals("grow") && each.served() == 1);
    }

    @Test
    void goalsOfFewerThanTenCustomersCannotBeHadByTakingTheOthersFromAll() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 12; i++) {
            log.add(goal("many" + i, 40).withCampaign("many"));
            if (i < 9) {
                log.add(goal("few" + i, 40).withCampaign("few"));
            }
            log.add(goal("other" + i, 40).withCampaign("other"));
            log.add(goal("other" + i, 39).withCampaign("other"));
            if (i < 3) {
                log.add(row("many" + i, 20, Initiator.CUSTOMER, GoalRule.GOAL_REACHED));
            }
        }
        CustomerGoals goals = CustomerGoals.of(log.build().asOf(NOW), RULE);

        List<GoalSummary> shown = goals.byName();
        GoalSummary few = shown.get(0);

        assertThat(shown).extracting(GoalSummary::name).containsExactly("(small groups)", "other");
        assertThat(few.stated()).isEqualTo(21);
        assertThat(few.reached()).isEqualTo(3);
        assertThat(few.medianDays()).isEqualTo(20);
        assertThat(goals.table().toCsv()).doesNotContain("few").contains("\n(small groups),21,3,");
        assertThat(goals.all().share()).isCloseTo(3.0 / goals.all().stated(), within(1e-12));
    }

    @Test
    void whoStatesNoGoalIsInNone() {
        CustomerGoals goals = CustomerGoals.of(view(List.of(help("c", 3))), RULE);

        assertThat(goals.all().share()).isNaN();
        assertThat(goals.toString()).isEqualTo("0 of 1 customers state a goal. There is no goal to serve.\n");
    }

    private static LogView firms() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 40; i++) {
            Customer firm = Customer.of("c" + i).withAttribute("size", i % 2 == 0 ? "small" : "large");
            log.customer(i < 36 ? firm.withAttribute("branch", i % 4 < 2 ? "crafts" : "trade") : firm);
            log.add(help("c" + i, i < 10 ? 20 : 400));
        }
        return log.build().asOf(NOW);
    }

    @Test
    void theDistanceTellsHowManyAreWantedMore() {
        TargetSegment wanted = TargetSegment.of("small crafts")
                .with("size", "small")
                .with("branch", "crafts")
                .withShare(0.4);
        TargetDistance distance = wanted.distance(firms());

        assertThat(distance.customers()).isEqualTo(40);
        assertThat(distance.inside()).isEqualTo(9);
        assertThat(distance.near()).isEqualTo(20);
        assertThat(distance.unknown()).isEqualTo(4);
        assertThat(distance.gap()).isCloseTo(0.4 - 9.0 / 40, within(1e-12));
        assertThat(distance.missing()).isEqualTo(12);
        assertThat(distance.newcomers()).isEqualTo(10);
        assertThat(distance.newInside()).isEqualTo(3);
        assertThat(distance.toString()).contains("40.0 % are wanted, 12 more such customers");
        // So many more, and it is reached: (9 + 12) / (40 + 12).
        assertThat(21.0 / 52).isGreaterThanOrEqualTo(0.4);
        assertThat(20.0 / 51).isLessThan(0.4);
    }

    @Test
    void aSegmentThatIsReachedIsNotFar() {
        TargetDistance distance =
                TargetSegment.of("any").with("size", "small", "large").distance(firms());

        assertThat(distance.gap()).isZero();
        assertThat(distance.missing()).isZero();
        assertThat(distance.toString()).contains("the wanted 100.0 % are reached");
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetSegment.of("a").with("size"))
                .withMessageContaining("must have a wanted text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetSegment.of("a").withShare(0));
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aGoalThatIsStatedAgainAndAgainIsLookedAtOnce() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 20_000; i++) {
            log.add(goal("c", 40 + i % 900).withId("i" + i).withCampaign("grow"));
        }

        assertThat(CustomerGoals.of(log.build().asOf(NOW), RULE).goals()).hasSize(1);
    }
}
