package io.engagement.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceScorer;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.proportion.Share;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JourneyTest {
    private static final Stages USUAL = Stages.standard(JourneyBases.habit(ZoneOffset.UTC));
    private static final Filter COMPLAINT = Filter.purpose(Purpose.COMPLAINT);
    private static final Filter CLOSING = Filter.purpose(Purpose.HELP);

    private static List<String> stages(Journey journey, String customer) {
        return journey.path(customer).orElseThrow().visits().stream()
                .map(StagePath.Visit::stage)
                .toList();
    }

    private static Journey usual(List<Interaction> rows, double day) {
        return Journey.of(JourneyBases.view(rows, JourneyBases.day(day)), USUAL);
    }

    @Test
    void aCustomerGoesFromProspectToAdvocateAndIsLostAndWonBack() {
        List<Interaction> rows = new ArrayList<>(List.of(
                JourneyBases.row("c", JourneyBases.day(0), Purpose.OFFER),
                JourneyBases.row("c", JourneyBases.day(1), Purpose.USE),
                JourneyBases.row("c", JourneyBases.day(2), Purpose.PURCHASE),
                JourneyBases.row("c", JourneyBases.day(3), Purpose.HELP),
                JourneyBases.row("c", JourneyBases.day(4), Purpose.USE),
                JourneyBases.row("c", JourneyBases.day(5), Purpose.PURCHASE),
                JourneyBases.row("c", JourneyBases.day(6), Purpose.REFERRAL),
                JourneyBases.row("c", JourneyBases.day(60), Purpose.USE),
                JourneyBases.row("c", JourneyBases.day(61), Purpose.USE)));

        assertThat(stages(usual(rows, 61.5), "c"))
                .containsExactly(
                        "prospect",
                        "first purchase",
                        "onboarding",
                        "use",
                        "repeat",
                        "advocate",
                        "at risk",
                        "lapsed",
                        "won back",
                        "advocate");
    }

    @Test
    void aCancellationIsLapsedAtOnceAndAPurchaseAfterItWonBack() {
        List<Interaction> rows = new ArrayList<>(JourneyBases.purchases("c", 1, 2, 3));
        rows.add(JourneyBases.row("c", JourneyBases.day(3.5), Purpose.CANCELLATION));
        rows.add(JourneyBases.row("c", JourneyBases.day(4), Purpose.COMPLAINT));
        rows.add(JourneyBases.row("c", JourneyBases.day(5), Purpose.PURCHASE));

        assertThat(stages(usual(rows, 5.5), "c")).containsExactly("first purchase", "repeat", "lapsed", "won back");
    }

    @Test
    void aProspectIsNeitherAtRiskNorLapsed() {
        List<Interaction> rows = List.of(JourneyBases.row("c", JourneyBases.day(0), Purpose.USE));

        assertThat(stages(usual(rows, 900), "c")).containsExactly("prospect");
        assertThat(usual(rows, 900).silentFrom("c", "lapsed")).isEmpty();
    }

    @Test
    void contactsOfTheCompanyBreakNoSilence() {
        List<Interaction> rows = new ArrayList<>(JourneyBases.purchases("c", 1, 3, 6));
        List<String> before = stages(usual(rows, 100), "c");
        IntStream.range(7, 90).forEach(day -> rows.add(JourneyBases.row("c", JourneyBases.day(day), Purpose.OFFER)));

        assertThat(stages(usual(rows, 100), "c")).isEqualTo(before).endsWith("at risk", "lapsed");
    }

    /** The instants are those at which the score of unusual silence reaches the shares. */
    @Test
    void atRiskAndLapsedBeginWhereSilenceIsUnusualBy90And99Percent() {
        List<Interaction> rows = JourneyBases.purchases("c", 1, 3, 8, 9);
        Journey journey = usual(rows, 9.5);
        Instant risk = journey.silentFrom("c", "at risk").orElseThrow();
        Instant lapsed = journey.silentFrom("c", "lapsed").orElseThrow();
        SilenceScorer scorer = USUAL.habit().orElseThrow().scorer();

        assertThat(unusual(scorer, rows, risk)).isCloseTo(0.9, within(1e-7));
        assertThat(unusual(scorer, rows, lapsed)).isCloseTo(0.99, within(1e-7));
        Journey later = usual(rows, 300);
        assertThat(later.path("c").orElseThrow().visits())
                .extracting(StagePath.Visit::from)
                .endsWith(risk, lapsed);
        assertThat(later.silentFrom("c", "lapsed")).contains(lapsed);
    }

    private static double unusual(SilenceScorer scorer, List<Interaction> rows, Instant at) {
        LogView view = JourneyBases.view(rows, at);
        return scorer.prepare(MeasureTable.of(view, TimeScale.DAYS, scorer.inputs()))
                .score(0);
    }

    /** The gap over the night in which clocks go forward is one of 23 hours. */
    @Test
    void gapsAreOfDaysAsTheyAreInTheZone() {
        List<Interaction> rows = JourneyBases.purchases("c", 3, 4);
        Stages berlin = Stages.standard(JourneyBases.habit(JourneyBases.BERLIN));
        Instant now = JourneyBases.day(4.1);
        Instant there = Journey.of(JourneyBases.view(rows, now), berlin)
                .silentFrom("c", "at risk")
                .orElseThrow();
        Instant here = usual(rows, 4.1).silentFrom("c", "at risk").orElseThrow();
        double expected = berlin.habit().orElseThrow().longestSilence(0.9, 1, 23 / 24.0);

        assertThat(there).isBefore(here);
        assertThat(Duration.between(JourneyBases.day(4), there).toMillis())
                .isEqualTo((long) Math.ceil(expected * 86_400_000));
    }

    @Test
    void whoIsKnownFromBeforeTheLogCountsFromItsBeginning() {
        Stages two = Stages.builder(Stages.acts(ZoneOffset.UTC))
                .stage("prospect", StageRule.known())
                .stage("buyer", StageRule.since(Filter.purpose(Purpose.PURCHASE)))
                .build();
        InteractionLog.Builder log = InteractionLog.builder();
        JourneyBases.purchases("early", 0).forEach(log::add);
        log.customer(Customer.of("old").withSince(JourneyBases.day(-100)));
        JourneyBases.purchases("old", 10).forEach(log::add);
        log.customer(Customer.of("silent").withSince(JourneyBases.day(5)));
        log.customer(Customer.of("nobody"));
        Journey journey = Journey.of(log.build().asOf(JourneyBases.day(30)), two);

        assertThat(journey.path("old").orElseThrow().visits().get(0))
                .isEqualTo(new StagePath.Visit("prospect", JourneyBases.day(-100), Optional.of(JourneyBases.day(10))));
        assertThat(journey.path("nobody").orElseThrow().visits()).isEmpty();
        assertThat(journey.path("nobody").orElseThrow().stage()).isEmpty();
        StageStay stay = journey.stays().of("prospect").orElseThrow();
        assertThat(stay.stays()).isEqualTo(2);
        // Of the hundred days before the log nothing is at risk.
        assertThat(stay.curve().atRisk(0)).isEqualTo(1);
        assertThat(stay.curve().time(0)).isEqualTo(110);
        assertThat(journey.customers("prospect")).isEqualTo(1);
    }

    /** As METHODS has it: 8.6 % of complaints come back after closing. */
    private static Journey complaints() {
        Stages stages = Stages.builder(Stages.acts(ZoneOffset.UTC))
                .stage("complaint", StageRule.since(COMPLAINT).withUntil(CLOSING))
                .stage("closed", StageRule.since(CLOSING).withUntil(COMPLAINT))
                .build();
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(JourneyBases.row("c" + i, JourneyBases.day(i % 7), Purpose.COMPLAINT));
            rows.add(JourneyBases.row("c" + i, JourneyBases.day(10 + i % 5), Purpose.HELP));
            if (i < 86) {
                rows.add(JourneyBases.row("c" + i, JourneyBases.day(20 + i % 11), Purpose.COMPLAINT));
            }
        }
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        IntStream.range(0, 1000)
                .forEach(i -> log.customer(
                        Customer.of("c" + i).withAttribute("country", i < 4 ? "LI" : i < 300 ? "CH" : "DE")));
        return Journey.of(log.build().asOf(JourneyBases.day(50)), stages);
    }

    @Test
    void complaintsThatComeBackAfterClosingAreToldInWords() {
        Journey journey = complaints();

        assertThat(journey.returns().toString())
                .isEqualTo(
                        "8.6 % of those who went from complaint to closed have gone back to complaint (86 of 1,000)\n");
        assertThat(journey.variants().toString()).isEqualTo("""
                        91.4 % of customers (914 of 1,000): complaint, then closed
                        8.6 % of customers (86 of 1,000): complaint, then closed, then complaint
                        """);
    }

    private static Journey group(JourneyBreakdown groups, String name) {
        return Optional.ofNullable(groups.groups().get(name)).orElseThrow();
    }

    @Test
    void groupsOfFewerThanTenAreNotShown() {
        JourneyBreakdown groups = complaints().by("country");

        assertThat(groups.groups().keySet()).containsExactly("(small groups)", "DE");
        assertThat(group(groups, "(small groups)").customers("closed")).isEqualTo(214);
        assertThat(groups.suppressed()).isZero();
        assertThat(groups.table(Journey::variants).toString())
                .contains("(small groups)")
                .doesNotContain("LI");
    }

    @Test
    void waysOfFewerThanTenOfAGroupAreOnlyCounted() {
        List<Interaction> rows = new ArrayList<>();
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 30; i++) {
            log.customer(Customer.of("c" + i).withAttribute("country", "DE"));
            rows.addAll(JourneyBases.purchases("c" + i, i < 4 ? new double[] {0, 2} : new double[] {0}));
        }
        rows.forEach(log::add);
        Journey whole = Journey.of(log.build().asOf(JourneyBases.day(2.5)), USUAL);

        PathVariants ofGroup = group(whole.by("country"), "DE").variants();

        assertThat(whole.variants().variants()).hasSize(2);
        assertThat(ofGroup.variants())
                .extracting(PathVariants.Variant::customers)
                .containsExactly(26L);
        assertThat(ofGroup.suppressed()).isEqualTo(4);
        assertThat(ofGroup.toString()).endsWith("13.3 % of customers (4 of 30): other ways\n");
    }

    @Test
    void transitionsAreDrawnToThoseOfTheBaseByOneStep() {
        Journey journey = complaints();
        Share whole = journey.transitions().share("closed", "complaint").orElseThrow();
        Share group = group(journey.by("country"), "DE")
                .transitions()
                .share("complaint", "closed")
                .orElseThrow();

        assertThat(journey.transitions().count("closed", "complaint")).isEqualTo(86);
        assertThat(whole.a()).isEqualTo(87);
        assertThat(whole.b()).isZero();
        assertThat(group.a()).isEqualTo(701);
        Journey still = usual(JourneyBases.purchases("c", 1), 1.5);
        assertThat(still.transitions().share("repeat", "lapsed")).isEmpty();
        assertThat(still.transitions().toJson()).isEqualTo("[]\n");
    }

    @Test
    void theMedianIsEmptyWhereMoreThanHalfAreStillThere() {
        StageStays stays = complaints().stays();

        assertThat(stays.of("closed").orElseThrow().median()).isEmpty();
        assertThat(stays.of("closed").orElseThrow().toString()).isEqualTo("closed: more than half are still there");
        assertThat(stays.of("complaint").orElseThrow().median()).isPresent();
        assertThat(stays.of("complaint").orElseThrow().exits("closed", Duration.ofDays(14)))
                .isCloseTo(1000 / 1086.0, within(1e-12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stays.of("open"))
                .withMessage("no stage is named 'open', there are [complaint, closed]");
    }

    @Test
    void exitsOfAllKindsAndThoseWhoStayAddUpToAll() {
        Journey journey = usual(
                IntStream.range(0, 60)
                        .mapToObj(i -> JourneyBases.purchases("c" + i, 0, i % 9, i % 9 + i % 4, 40 + i % 13))
                        .flatMap(List::stream)
                        .toList(),
                70);
        StageStay stay = journey.stays().of("repeat").orElseThrow();
        for (double day = 0; day < 8; day += 0.5) {
            double sum = stay.exits().survival(day);
            for (int end = 0; end < stay.exits().ends().size(); end++) {
                sum += stay.exits().incidence(end, day);
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aFunnelIsNestedAndCountsWhoIsLost() {
        List<Interaction> rows = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> rows.add(JourneyBases.row("p" + i, JourneyBases.day(0), Purpose.USE)));
        IntStream.range(0, 6).forEach(i -> rows.addAll(JourneyBases.purchases("p" + i, 1)));
        IntStream.range(0, 3).forEach(i -> rows.addAll(JourneyBases.purchases("p" + i, 4)));
        rows.add(JourneyBases.row("p0", JourneyBases.day(4.1), Purpose.REFERRAL));
        Journey journey = usual(rows, 200);
        StageFunnel funnel = journey.funnel("prospect", "first purchase", "repeat", "advocate");

        assertThat(funnel.steps()).extracting(StageFunnel.Step::reached).containsExactly(10L, 6L, 3L, 1L);
        assertThat(funnel.steps()).extracting(StageFunnel.Step::wentOn).containsExactly(6L, 3L, 1L, 0L);
        assertThat(funnel.steps()).extracting(StageFunnel.Step::lost).containsExactly(0L, 3L, 2L, 1L);
        assertThat(funnel.steps().get(0).medianDays()).isEqualTo(1);
        assertThat(funnel.steps().get(1).medianDays()).isEqualTo(3);
        assertThat(funnel.steps().get(2).medianDays()).isNaN();
        assertThat(funnel.steps().get(0).interval().contains(0.6)).isTrue();
        // A stage that is skipped is reached with the next one; to use and onboarding nobody ever came.
        assertThat(journey.funnel("first purchase", "use", "repeat").steps())
                .extracting(StageFunnel.Step::reached)
                .containsExactly(6L, 3L, 3L);
        assertThat(journey.funnel().toCsv())
                .isEqualTo(journey.funnel("prospect", "first purchase", "repeat", "advocate")
                        .toCsv());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journey.funnel("repeat", "repeat"))
                .withMessage("steps must be at least two different stages, were [repeat, repeat]");
    }

    /** Twelve came long ago, half of whom went on after a day; ten came half a day ago. */
    @Test
    void whoCameYesterdayIsNotSomebodyWhoDidNotGoOn() {
        List<Interaction> rows = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> rows.add(JourneyBases.row("p" + i, JourneyBases.day(0), Purpose.USE)));
        IntStream.range(0, 6).forEach(i -> rows.addAll(JourneyBases.purchases("p" + i, 1)));
        IntStream.range(0, 10).forEach(i -> rows.add(JourneyBases.row("q" + i, JourneyBases.day(99.5), Purpose.USE)));
        StageFunnel.Step step =
                usual(rows, 100).funnel("prospect", "first purchase").steps().get(0);

        assertThat(step.reached()).isEqualTo(22);
        assertThat(step.wentOn()).isEqualTo(6);
        assertThat(step.conversion()).isCloseTo(0.5, within(1e-12));
        // Wilson's of 6 of 12, as of whom nothing is cut off.
        assertThat(step.interval().lower()).isCloseTo(0.25378, within(1e-4));
        assertThat(step.interval().upper()).isCloseTo(0.74622, within(1e-4));
    }

    @Test
    void flowsShowWhoIsNew() {
        List<Interaction> rows = new ArrayList<>(JourneyBases.purchases("a", 0, 3));
        rows.addAll(JourneyBases.purchases("b", 2));
        StageFlows flows = usual(rows, 4).flows(JourneyBases.day(1), JourneyBases.day(3.5));

        assertThat(flows.count("first purchase", "repeat")).isEqualTo(1);
        assertThat(flows.count(StageFlows.NEW, "first purchase")).isEqualTo(1);
        assertThat(flows.before("first purchase")).isEqualTo(1);
        assertThat(flows.table().toCsv()).isEqualTo("""
                        from,first_purchase,repeat,all
                        first purchase,0,1,1
                        repeat,0,0,0
                        (new),1,0,1
                        all,1,1,2
                        """);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usual(rows, 4).flows(JourneyBases.day(3), JourneyBases.day(5)))
                .withMessageContaining("nor to after the present");
    }

    /** By the formula: 3 changes among 7, shares 4, 2, 2 of 8 of an alphabet of 9. */
    @Test
    void complexityIsTheRootOfChangesTimesEntropy() {
        int[] states = {0, 0, 1, 1, 2, 2, 0, 0};
        double entropy = -(0.5 * Math.log(0.5) + 2 * 0.25 * Math.log(0.25)) / Math.log(9);

        assertThat(PathComplexity.of(states, 9)).isCloseTo(Math.sqrt(3 / 7.0 * entropy), within(1e-15));
        assertThat(PathComplexity.of(new int[] {3}, 9)).isZero();
        assertThat(PathComplexity.of(new int[] {3, 3, 3}, 9)).isZero();
        assertThat(PathComplexity.of(new int[] {0, 1, 0, 1}, 2)).isCloseTo(1, within(1e-15));
        Journey journey = usual(JourneyBases.purchases("c", 0, 20), 90);
        assertThat(journey.complexity("c")).isBetween(0.1, 1.0);
        assertThat(journey.complexity("x")).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> journey.complexity("c", Duration.ZERO));
    }

    @Test
    void positionsOfStagesAndOfChannelsLeadToAStage() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Channel channel = i % 2 == 0 ? Channel.EMAIL : Channel.PHONE;
            rows.add(Interaction.of("c" + i, JourneyBases.day(0), channel, Initiator.COMPANY, Purpose.OFFER));
            if (i % 4 == 0) {
                rows.addAll(JourneyBases.purchases("c" + i, 1));
                rows.add(Interaction.of("c" + i, JourneyBases.day(2), Channel.PHONE, Initiator.COMPANY, Purpose.OFFER));
            }
        }
        Journey journey = usual(rows, 3);
        PathPositions channels = journey.channelPositions("first purchase", Filter.initiatedBy(Initiator.COMPANY));

        assertThat(channels.conversion()).isCloseTo(0.3, within(1e-12));
        assertThat(channels.effect("email")).isEqualTo(1);
        assertThat(channels.effect("phone")).isCloseTo(0, within(1e-12));
        assertThat(journey.positions("first purchase").effect("prospect")).isEqualTo(1);
    }

    @Test
    void whoIsNextToLapseIsAScoreThatAddsUp() {
        List<Interaction> rows = new ArrayList<>(JourneyBases.purchases("quick", 1, 2, 3, 4, 5));
        rows.addAll(JourneyBases.purchases("slow", -80, -60, -40, -20, 0));
        rows.add(JourneyBases.row("prospect", JourneyBases.day(1), Purpose.USE));
        LogView view = JourneyBases.view(rows, JourneyBases.day(7));
        ScoreTable scores = ScoringPlan.of(USUAL.closenessScorer("lapsed")).score(view);
        String name = "closeness_to_lapsed";

        double quick = scores.get(view.row("quick").orElseThrow(), name);
        double slow = scores.get(view.row("slow").orElseThrow(), name);
        Instant lapsed = Journey.of(view, USUAL).silentFrom("slow", "lapsed").orElseThrow();
        assertThat(quick).isGreaterThan(slow).isBetween(0.0, 100.0);
        assertThat(slow)
                .isCloseTo(
                        100.0
                                * Duration.ofDays(7).toMillis()
                                / Duration.between(JourneyBases.day(0), lapsed).toMillis(),
                        within(1e-9));
        assertThat(scores.get(view.row("prospect").orElseThrow(), name)).isNaN();
        assertThat(scores.explain(view.row("quick").orElseThrow(), name).value())
                .isEqualTo(quick);
    }

    @Test
    void theUsualStagesAreFittedToABase() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.addAll(JourneyBases.purchases("c" + i, 0, 3 + i % 3, 9 + i % 5, 20 + i % 7));
        }
        LogView view = JourneyBases.view(rows, JourneyBases.day(120));

        Journey journey = Journey.of(view);

        assertThat(journey.stages().names())
                .containsExactly(
                        "prospect",
                        "first purchase",
                        "onboarding",
                        "use",
                        "repeat",
                        "advocate",
                        "won back",
                        "at risk",
                        "lapsed");
        assertThat(journey.customers("lapsed")).isEqualTo(50);
        assertThat(journey.toString().lines().toList().get(0))
                .isEqualTo("stage           customers  share  mean_days_so_far  ever");
        assertThatThrownBy(() -> Journey.of(JourneyBases.view(JourneyBases.purchases("c", 1), JourneyBases.day(9))))
                .isInstanceOf(FitException.class);
    }

    @Test
    void withoutAPurchaseStagesAreThoseOfActs() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            for (int day : new int[] {0, 2 + i % 4, 9 + i % 5}) {
                rows.add(JourneyBases.row("c" + i, JourneyBases.day(day), Purpose.USE));
            }
        }
        Stages stages = Stages.fit(JourneyBases.view(rows, JourneyBases.day(120)), ZoneOffset.UTC);

        assertThat(stages.names())
                .containsExactly("prospect", "first act", "repeat", "advocate", "won back", "at risk", "lapsed");
        assertThat(stages.acts()).isEqualTo(stages.habit().orElseThrow().days());
        assertThat(Stages.standard(PurchaseDefinition.standard()).names())
                .contains("lapsed")
                .doesNotContain("at risk");
    }

    @Test
    void threadsDoNotMatter() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 9000; i++) {
            rows.addAll(JourneyBases.purchases("c" + i, i % 11, 20 + i % 13));
        }
        Journey one = usual(rows, 60);
        Journey other = usual(rows, 60);

        assertThat(other.stays().toCsv()).isEqualTo(one.stays().toCsv());
        assertThat(Arrays.asList(other.path("c8999").orElseThrow().visits()))
                .isEqualTo(Arrays.asList(one.path("c8999").orElseThrow().visits()));
    }
}
