package io.engagement.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.ContactMap.Cell;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.ContactOverlaps.Pair;
import io.engagement.strategy.policy.ContactAudit;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ContactMapTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");

    private static Interaction contact(String id, double day, String department, Purpose purpose) {
        return Interaction.of(id, day(day), Channel.EMAIL, Initiator.COMPANY, purpose)
                .withDepartment(department)
                .withDirection(Direction.OUTBOUND);
    }

    private static Interaction own(String id, double day, Purpose purpose) {
        return Interaction.of(id, day(day), Channel.PHONE, Initiator.CUSTOMER, purpose);
    }

    private static Instant day(double day) {
        return START.plusMillis((long) (day * 86_400_000));
    }

    private static LogView view(Interaction... rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (Interaction row : rows) {
            log.add(row);
        }
        return log.build().asOf(END);
    }

    private static final LogView BASE = view(
            contact("a", 1, "sales", Purpose.OFFER).withCost(2),
            contact("a", 4, "sales", Purpose.OFFER).withCost(3),
            contact("a", 5, "marketing", Purpose.OFFER),
            contact("a", 14, "sales", Purpose.OFFER),
            contact("b", 20, "sales", Purpose.INFORMATION),
            own("a", 2, Purpose.PURCHASE),
            own("b", 3, Purpose.QUESTION).withActor(Actor.MACHINE));

    @Test
    void contactsAreCountedByDepartmentPurposeChannelAndWhoBegan() {
        ContactMap map = ContactMap.of(BASE, START);

        assertThat(map.cells())
                .containsExactly(
                        new Cell(List.of("", "PURCHASE", "phone", "CUSTOMER"), 1, 1, Double.NaN, Double.NaN),
                        new Cell(List.of("marketing", "OFFER", "email", "COMPANY"), 1, 1, Double.NaN, Double.NaN),
                        new Cell(List.of("sales", "INFORMATION", "email", "COMPANY"), 1, 1, Double.NaN, Double.NaN),
                        new Cell(List.of("sales", "OFFER", "email", "COMPANY"), 3, 1, 5, 6.5));
        assertThat(map.contacts()).isEqualTo(6);
        assertThat(map.machineActs()).isEqualTo(1);
        assertThat(map.toCsv())
                .startsWith("department,purpose,channel,initiator,contacts,customers,cost,median_gap_days\n");
    }

    @Test
    void customersOfFewerDimensionsAreCountedOnce() {
        ContactMap map = ContactMap.of(BASE, START).by(Dimension.INITIATOR);

        assertThat(map.cells())
                .containsExactly(
                        new Cell(List.of("COMPANY"), 5, 2, 5, 3),
                        new Cell(List.of("CUSTOMER"), 1, 1, Double.NaN, Double.NaN));
    }

    @Test
    void asksAndTheirAnswersStandInTheCellOfTheFirstContact() {
        LogView view = view(
                contact("a", 1, "sales", Purpose.OFFER).withId("1"),
                contact("a", 20, "sales", Purpose.OFFER),
                contact("b", 1, "marketing", Purpose.OFFER),
                contact("b", 31, "marketing", Purpose.OFFER),
                Interaction.of("a", day(1.5), Channel.EMAIL, Initiator.COMPANY, Purpose.QUESTION)
                        .withDirection(Direction.INBOUND)
                        .withInReplyTo("1"));
        AnswerPolicy policy = AnswerPolicy.withDefaults().withWindow(Duration.ofDays(3));
        ContactMap map = ContactMap.of(view, START).withAnswers(policy);
        ContactMap whole = map.by(Dimension.DEPARTMENT);

        assertThat(map.toCsv()).contains(",asks,answered,open\n");
        assertThat(whole.toCsv()).isEqualTo("""
                        department,contacts,customers,cost,median_gap_days,asks,answered,open
                        not recorded,1,1,,,0,0,0
                        marketing,2,1,,30.0,1,0,1
                        sales,2,1,,19.0,2,1,0
                        """);
        assertThat(ContactMap.of(view, day(5))
                        .withAnswers(policy)
                        .by(Dimension.DEPARTMENT)
                        .toCsv())
                .contains("sales,1,1,,,1,0,0");
    }

    @Test
    void thePeriodIsTheMapsOwn() {
        assertThat(ContactMap.of(BASE, day(4)).by(Dimension.DEPARTMENT).cells())
                .containsExactly(
                        new Cell(List.of("marketing"), 1, 1, Double.NaN, Double.NaN),
                        new Cell(List.of("sales"), 3, 2, 3, 10));
        assertThat(ContactMap.of(BASE.asOf(day(4)), START).contacts()).isEqualTo(3);
    }

    @Test
    void aSegmentOfFewerThanTenIsNotShownNorIsTheRestOfThem() {
        LogView view = segments(9, 16);

        assertThat(segment(view, "gold").cells()).isEmpty();
        assertThat(segment(view, "gold").by(Dimension.CHANNEL).isWithheld()).isTrue();
        assertThat(segment(view, "gold").toString())
                .isEqualTo("Withheld: the segment, or all others together, are fewer than 10 customers.\n");
        // All less these would be the nine.
        assertThat(segment(view, "basic").cells()).isEmpty();
        assertThat(ContactMap.of(view, START).contacts()).isEqualTo(25);
        LogView ten = segments(10, 16);
        assertThat(segment(ten, "gold").contacts()).isEqualTo(10);
        assertThat(segment(ten, "gold").isWithheld()).isFalse();
        assertThat(segment(ten, "basic").contacts()).isEqualTo(16);
    }

    @Test
    void aSegmentOfAllIsTheMapOfAllHoweverFewTheyAre() {
        assertThat(segment(segments(3, 0), "gold").contacts()).isEqualTo(3);
        assertThat(segment(segments(30, 0), "gold").contacts()).isEqualTo(30);
    }

    private static ContactMap segment(LogView view, String segment) {
        return ContactMap.of(
                view, START, each -> each.attribute("segment").orElse("").equals(segment));
    }

    private static LogView segments(int gold, int basic) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < gold + basic; i++) {
            log.add(contact("c" + i, 1, "sales", Purpose.OFFER));
            log.customer(Customer.of("c" + i).withAttribute("segment", i < gold ? "gold" : "basic"));
        }
        return log.build().asOf(END);
    }

    @Test
    void contactsOfAnotherDepartmentWithinDaysOverlap() {
        ContactOverlaps two = ContactOverlaps.within(BASE, START, Dimension.DEPARTMENT, Duration.ofDays(1));

        assertThat(two.contacts()).isEqualTo(5);
        assertThat(two.overlapping()).isEqualTo(2);
        assertThat(two.customers()).isEqualTo(1);
        assertThat(two.pairs()).containsExactly(new Pair("marketing", "sales", 1), new Pair("sales", "marketing", 1));
        assertThat(ContactOverlaps.within(BASE, START, Dimension.DEPARTMENT, Duration.ofHours(23))
                        .overlapping())
                .isZero();
        assertThat(ContactOverlaps.within(BASE, START, Dimension.DEPARTMENT, Duration.ofDays(9))
                        .pairs())
                .containsExactly(new Pair("sales", "marketing", 3), new Pair("marketing", "sales", 1));
        assertThat(two.toJson()).startsWith("{\"contacts\": 5, \"overlapping\": 2, \"customers\": 1, \"unknown\": 0");
    }

    @Test
    void aContactWithoutADepartmentIsCountedApart() {
        LogView view = view(
                contact("a", 1, "sales", Purpose.OFFER),
                Interaction.of("a", day(1), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));
        ContactOverlaps near = ContactOverlaps.within(view, START, Dimension.DEPARTMENT, Duration.ofDays(1));

        assertThat(near.unknown()).isEqualTo(1);
        assertThat(near.overlapping()).isZero();
    }

    @Test
    void aMailingRunsUntilItsCampaignEnds() {
        LogView view = view(
                contact("a", 1, "sales", Purpose.OFFER).withCampaign("long"),
                contact("a", 20, "sales", Purpose.OFFER).withCampaign("short"));

        assertThat(ContactOverlaps.running(view, START, Dimension.CAMPAIGN, Map.of("long", day(20)))
                        .overlapping())
                .isEqualTo(2);
        assertThat(ContactOverlaps.running(view, START, Dimension.CAMPAIGN, Map.of("long", day(19.9)))
                        .overlapping())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactOverlaps.within(view, START, Dimension.CAMPAIGN, Duration.ofDays(-1)))
                .withMessageContaining("negative");
    }

    @Test
    void whoHadNotBoughtWhenTheyWereContactedIsAProspect() {
        List<ContactEffort.Effort> efforts =
                ContactEffort.of(BASE, START, Filter.purpose(Purpose.PURCHASE)).efforts();

        assertThat(efforts)
                .containsExactly(
                        new ContactEffort.Effort(
                                "marketing", new ContactEffort.Spent(0, 0, 0), new ContactEffort.Spent(1, 1, 0)),
                        new ContactEffort.Effort(
                                "sales", new ContactEffort.Spent(2, 2, 2), new ContactEffort.Spent(2, 1, 3)));
        assertThat(efforts.get(1).shareOnProspects()).isEqualTo(0.5);
    }

    @Test
    void silenceIsMeasuredInTheCustomersOwnUsualGap() {
        LogView view = view(
                own("often", 1, Purpose.USE),
                own("often", 3, Purpose.USE),
                own("often", 5, Purpose.USE),
                contact("often", 28, "sales", Purpose.OFFER),
                own("rare", 1, Purpose.USE),
                own("rare", 11, Purpose.USE),
                own("rare", 21, Purpose.USE),
                contact("rare", 28, "sales", Purpose.OFFER),
                own("once", 1, Purpose.USE));
        ContactCoverage coverage = ContactCoverage.of(view, Filter.ownInitiative());

        assertThat(coverage.reach(view.row("often").orElseThrow())).isEqualTo(ContactCoverage.Reach.WITHIN_TWO_GAPS);
        assertThat(coverage.reach(view.row("rare").orElseThrow())).isEqualTo(ContactCoverage.Reach.WITHIN_ONE_GAP);
        int once = view.row("once").orElseThrow();
        assertThat(coverage.reach(once)).isEqualTo(ContactCoverage.Reach.NEVER);
        assertThat(coverage.isOwn(once)).isFalse();
        assertThat(coverage.usualDays(once)).isEqualTo(6);
    }

    @Test
    void valuableCustomersWhomNobodyContactsAreFoundWithAChannel() {
        InteractionLog.Builder log = InteractionLog.builder()
                .customer(
                        Customer.of("stated").withPreferences(Preferences.none().withPreferred(Channel.POST)))
                .customer(Customer.of("refuses")
                        .withPreferences(Preferences.none().withRefused(Channel.PHONE)));
        for (String id : List.of("stated", "caller", "refuses", "contacted")) {
            log.add(own(id, 2, Purpose.PURCHASE).withValue(100));
        }
        log.add(own("poor", 2, Purpose.PURCHASE).withValue(1));
        log.add(contact("contacted", 30, "sales", Purpose.OFFER));
        Scorer spent = Scorer.of("spent", Scale.MONEY, Measure.sum(Filter.all(), Quantity.VALUE), value -> value);
        ContactGaps gaps =
                ContactGaps.of(log.build().asOf(END), spent, 0.8, Duration.ofDays(10), ContactPolicy.standard());

        assertThat(gaps.valuable()).isEqualTo(4);
        assertThat(gaps.gaps())
                .containsExactly(
                        new ContactGaps.Gap(
                                "caller",
                                100,
                                Double.NaN,
                                Channel.PHONE,
                                "came by phone of their own accord, times: 1"),
                        new ContactGaps.Gap("stated", 100, Double.NaN, Channel.POST, "says that they prefer post"));
    }

    @Test
    void anAuditFindsTheContactsThatThePolicyForbids() {
        ContactPolicy policy = ContactPolicy.standard().withCap(ContactCap.rolling(2, Duration.ofDays(5)));
        ContactAudit audit = ContactAudit.of(policy, BASE, START);

        assertThat(audit.violations())
                .containsExactly(new ContactAudit.Violation("a", day(5), "marketing", ContactReason.COMPANY_CAP));
        assertThat(audit.contacts()).containsEntry("sales", 4).containsEntry("marketing", 1);
        assertThat(audit.toString()).contains("marketing").contains("COMPANY_CAP");
        assertThat(ContactAudit.of(policy, BASE, day(6)).violations()).isEmpty();
    }

    @Test
    void overlapsAreThoseOfEachContactWithEveryOther() {
        Random random = new Random(4);
        for (int base = 0; base < 40; base++) {
            List<Interaction> rows = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String department = "d" + random.nextInt(base % 2 == 0 ? 3 : 30);
                rows.add(contact("c" + random.nextInt(3), random.nextInt(25), department, Purpose.OFFER));
            }
            LogView view = view(rows.toArray(Interaction[]::new));
            int days = random.nextInt(4);
            Map<String, Instant> ends = Map.of("d1", day(9), "d2", day(20));
            ContactOverlaps within = ContactOverlaps.within(view, day(2), Dimension.DEPARTMENT, Duration.ofDays(days));
            ContactOverlaps running = ContactOverlaps.running(view, day(2), Dimension.DEPARTMENT, ends);

            assertThat(Set.copyOf(within.pairs()))
                    .isEqualTo(pairsOneByOne(rows, each -> each.at().plus(Duration.ofDays(days))));
            assertThat(Set.copyOf(running.pairs())).isEqualTo(pairsOneByOne(rows, each -> {
                Instant end = ends.getOrDefault(each.department().orElseThrow(), each.at());
                return end.isAfter(each.at()) ? end : each.at();
            }));
        }
    }

    private static Set<Pair> pairsOneByOne(List<Interaction> all, Function<Interaction, Instant> end) {
        List<Interaction> rows =
                all.stream().filter(each -> !each.at().isBefore(day(2))).toList();
        Map<List<String>, Integer> counts = new HashMap<>();
        for (Interaction one : rows) {
            rows.stream()
                    .filter(other -> other.customerId().equals(one.customerId())
                            && !other.department().equals(one.department())
                            && !other.at().isAfter(end.apply(one))
                            && !end.apply(other).isBefore(one.at()))
                    .map(other -> other.department().orElseThrow())
                    .distinct()
                    .forEach(name -> counts.merge(List.of(one.department().orElseThrow(), name), 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .map(each -> new Pair(each.getKey().get(0), each.getKey().get(1), each.getValue()))
                .collect(Collectors.toSet());
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void manyCampaignsOfOneCustomerDoNotTakeTheSquareOfTheirNumber() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 60_000; i++) {
            log.add(contact("c", i / 2_000.0, "sales", Purpose.OFFER).withCampaign("k" + i));
        }
        ContactOverlaps overlaps =
                ContactOverlaps.within(log.build().asOf(END), START, Dimension.CAMPAIGN, Duration.ofSeconds(50));

        assertThat(overlaps.overlapping()).isEqualTo(60_000);
        assertThat(overlaps.pairs()).hasSize(2 * 59_999);
    }

    @Test
    void aWindowLongerThanAllTimeMeetsEverything() {
        ContactOverlaps all =
                ContactOverlaps.within(BASE, Instant.MIN, Dimension.DEPARTMENT, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(all.overlapping()).isEqualTo(4);
    }
}
