package io.engagement.dialogue.answers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which act answers which ask, case by case. */
class AnswersTest {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final AnswerPolicy CONTACTS =
            AnswerPolicy.withDefaults().withUnit(AskUnit.CONTACT).withWindow(Duration.ofDays(3));

    private static Interaction mail(double hour) {
        return Interaction.of("c", hour(hour), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                .withDirection(Direction.OUTBOUND);
    }

    private static Interaction reply(double hour) {
        return Interaction.of("c", hour(hour), Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION)
                .withDirection(Direction.INBOUND);
    }

    private static Instant hour(double hours) {
        return BEGIN.plusMillis((long) (hours * 3_600_000));
    }

    private static Answers answers(AnswerPolicy policy, double asOf, Interaction... rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        List.of(rows).forEach(log::add);
        return Answers.of(log.build().asOf(hour(asOf)), policy);
    }

    @Test
    void theEndOfTheWindowBelongsToIt() {
        assertThat(answers(CONTACTS, 999, mail(0), reply(72)).counts().answered())
                .isEqualTo(1);
        assertThat(answers(CONTACTS, 999, mail(0), reply(72.01)).counts().answered())
                .isZero();
    }

    @Test
    void anAnswerIsStrictlyLater() {
        assertThat(answers(CONTACTS, 999, mail(0), reply(0)).counts().answered())
                .isZero();
        assertThat(answers(CONTACTS.withAnswersAtOnce(), 999, mail(0), reply(0))
                        .counts()
                        .answered())
                .isEqualTo(1);
    }

    @Test
    void anOpenAskIsInNoRateNotEvenIfItIsAnsweredAlready() {
        Answers answers = answers(CONTACTS, 100, mail(0), mail(50), reply(51));

        assertThat(answers.counts().closed()).isEqualTo(1);
        assertThat(answers.counts().rate()).isEqualTo(1);
        assertThat(answers.counts().open()).isEqualTo(1);
        assertThat(answers(CONTACTS, 71, mail(0), reply(1)).counts().rate()).isNaN();
    }

    @Test
    void aLateReplyIsMarkedAndCountsInNoRate() {
        Answers answers = answers(
                CONTACTS,
                999,
                mail(0).withId("m"),
                reply(100).withInReplyTo("m").withDirection(Direction.INBOUND));

        assertThat(answers.counts().answered()).isZero();
        assertThat(answers.counts().late()).isEqualTo(1);
        assertThat(answers.times().median()).isEmpty();
        assertThat(answers.times().verdict()).isEqualTo("more than half unanswered");
    }

    @Test
    void aReplyAnswersWhatItRepliesToAndNotTheOldest() {
        Answers answers = answers(
                CONTACTS,
                999,
                mail(0).withId("a"),
                mail(10).withId("b"),
                reply(11).withInReplyTo("b"));

        assertThat(answers.counts().replied()).isEqualTo(1);
        assertThat(answers.counts().inferred()).isZero();
        assertThat(answers.times().medianOfAnswered()).contains(Duration.ofHours(1));
    }

    @Test
    void aReplyWithoutADirectionIsTheOtherSides() {
        Interaction undirected = Interaction.of("c", hour(11), Channel.EMAIL, Initiator.UNKNOWN, Purpose.OTHER)
                .withInReplyTo("a");

        Answers answers = answers(CONTACTS, 999, mail(0).withId("a"), undirected);
        assertThat(answers.counts().closed()).isEqualTo(1);
        assertThat(answers.counts().replied()).isEqualTo(1);
    }

    @Test
    void inAConversationItsOwnAskIsAnswered() {
        Answers answers = answers(
                CONTACTS,
                999,
                mail(0).withConversation("a"),
                mail(10).withConversation("b"),
                reply(11).withConversation("b"));

        assertThat(answers.times().medianOfAnswered()).contains(Duration.ofHours(1));
        assertThat(answers.counts().inferred()).isZero();
    }

    @Test
    void theOrderOfMatchingMovesTheTimeAndStandsInTheName() {
        Interaction[] rows = {mail(0), mail(10), reply(11)};
        Answers oldest = answers(CONTACTS, 999, rows);
        Answers newest = answers(CONTACTS.withOrder(AnswerOrder.NEWEST_FIRST), 999, rows);

        assertThat(oldest.times().medianOfAnswered()).contains(Duration.ofHours(11));
        assertThat(newest.times().medianOfAnswered()).contains(Duration.ofHours(1));
        assertThat(oldest.rates().toString())
                .startsWith("answers by policy: each contact, oldest first, within 3 days");
        assertThat(newest.policy().name()).contains("newest first");
    }

    @Test
    void contactsWithoutAnActBetweenAreOneTurn() {
        AnswerPolicy turns = CONTACTS.withUnit(AskUnit.TURN);
        Answers answers = answers(turns, 999, mail(0).withCost(1), mail(10).withCost(2), reply(11), mail(12), mail(50));

        assertThat(answers.counts().closed())
                .as("the last is behind a gap of a day")
                .isEqualTo(3);
        assertThat(answers.counts().answered()).isEqualTo(1);
        assertThat(answers.counts().cost()).isEqualTo(3);
        assertThat(answers.times().medianOfAnswered())
                .as("from the first contact")
                .contains(Duration.ofHours(11));
    }

    @Test
    void ourAnswerInTheCustomersConversationAsksNothing() {
        Interaction question = reply(0).withConversation("t");
        Interaction answer = Interaction.of("c", hour(2), Channel.EMAIL, Initiator.UNKNOWN, Purpose.HELP)
                .withDirection(Direction.OUTBOUND)
                .withConversation("t");

        assertThat(answers(CONTACTS, 999, question, answer).counts().closed()).isZero();
    }

    @Test
    void machineOpensAnswerNothing() {
        List<Interaction> rows = new ArrayList<>(List.of(mail(0), mail(1)));
        for (int i = 0; i < 50; i++) {
            rows.add(reply(0.5 + i * 0.1).withActor(Actor.MACHINE));
        }

        assertThat(answers(CONTACTS, 999, rows.toArray(Interaction[]::new))
                        .counts()
                        .answered())
                .isZero();
    }

    @Test
    void aBurstOfClicksWithinTwoSecondsIsFlaggedAndMarkedChangesNoRate() {
        InteractionLog.Builder log = InteractionLog.builder();
        log.add(mail(0)).add(mail(10)).add(reply(20));
        for (int link = 0; link < 6; link++) {
            log.add(Interaction.of(
                    "c", hour(0).plusMillis(300 + 300L * link), Channel.EMAIL, Initiator.CUSTOMER, Purpose.USE));
        }
        LogView view = log.build().asOf(hour(999));
        MachineBursts bursts = MachineBursts.of(view, Filter.purpose(Purpose.USE));

        assertThat(Answers.of(view, CONTACTS).counts().answered()).isEqualTo(2);
        assertThat(bursts.acts()).isEqualTo(6);
        assertThat(bursts.customers()).isEqualTo(1);
        assertThat(bursts.interactions()).hasSize(6);
        Answers marked = Answers.of(bursts.marked(), CONTACTS);
        assertThat(marked.counts().answered()).isEqualTo(1);
        assertThat(marked.times().medianOfAnswered()).contains(Duration.ofHours(20));
        assertThat(MachineBursts.of(view, Filter.purpose(Purpose.QUESTION)).acts())
                .isZero();
    }

    @Test
    void anActOnAnotherChannelAnswersIfThatIsDeclared() {
        Interaction purchase = Interaction.of("c", hour(5), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE);

        assertThat(answers(CONTACTS, 999, mail(0), purchase).counts().answered())
                .isZero();
        assertThat(answers(CONTACTS.withAnswersOn(Channel.EMAIL, Channel.STORE), 999, mail(0), purchase)
                        .counts()
                        .inferred())
                .isEqualTo(1);
        assertThat(answers(CONTACTS.withAnswersOnAnyChannel(), 999, mail(0), purchase)
                        .counts()
                        .answered())
                .isEqualTo(1);
    }

    @Test
    void theNameTellsOnWhichOtherChannelsAsksAreAnswered() {
        assertThat(CONTACTS.name()).doesNotContain("channel");
        assertThat(CONTACTS.withAnswersOn(Channel.EMAIL, Channel.STORE).name()).endsWith(", email also on store");
        assertThat(CONTACTS.withAnswersOnAnyChannel().name()).contains("on any channel");
    }

    @Test
    void windowsDifferByPurposeAndChannel() {
        AnswerPolicy policy = CONTACTS.withWindow(
                Filter.purpose(Purpose.OFFER).and(Filter.channel(Channel.EMAIL)), Duration.ofHours(4));

        assertThat(answers(policy, 999, mail(0), reply(5)).counts().answered()).isZero();
        assertThat(answers(policy, 999, mail(0).withKind(mail(0).kind()), reply(4))
                        .counts()
                        .answered())
                .isEqualTo(1);
    }

    /** The clock of a zone is not asked: days of 23 and 25 hours are as long as they are. */
    @Test
    void theHourThatSummerTimeTakesOrGivesMovesNoWindow() {
        for (String night : List.of("2025-03-29T12:00:00Z", "2025-10-25T12:00:00Z")) {
            Instant sent = Instant.parse(night);
            AnswerPolicy day = CONTACTS.withWindow(Duration.ofHours(24));
            Interaction mail = Interaction.of("c", sent, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
            Interaction answer = Interaction.of(
                    "c", sent.plus(Duration.ofHours(24)), Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION);
            InteractionLog log = InteractionLog.builder().add(mail).add(answer).build();

            assertThat(Answers.of(log.asOf(sent.plus(Duration.ofHours(24))), day)
                            .counts()
                            .answered())
                    .isEqualTo(1);
        }
    }

    @Test
    void twoOfTwoIsNotAHundredPercent() {
        LogView view = Planted.base(1, 400, 0.3);
        Answers answers = Answers.of(view, Planted.POLICY);
        SharePrior prior = answers.prior();
        String all = answersAll(answers, view);

        Share share = answers.share(all, prior).orElseThrow();
        assertThat(answers.counts(all).rate()).isEqualTo(1);
        assertThat(share.mean()).isLessThan(0.99);
        assertThat(share.interval(0.95).lower()).isLessThan(0.9);
        assertThat(answers.share("nobody", prior)).isEmpty();
    }

    private static String answersAll(Answers answers, LogView view) {
        for (int row = 0; row < view.customers(); row++) {
            AnswerCounts counts = answers.counts(view.customerId(row));
            if (counts.closed() >= 2 && counts.answered() == counts.closed()) {
                return view.customerId(row);
            }
        }
        throw new AssertionError("nobody answered all");
    }

    @Test
    void noAsksAreNoTimes() {
        Answers none = answers(CONTACTS, 999, reply(1));

        assertThat(none.counts().closed()).isZero();
        assertThat(none.rates().all().times()).isEmpty();
        assertThat(none.rates().all().model().note()).startsWith("no rate model");
        assertThat(none.pressure().verdict()).isEqualTo(Pressure.Verdict.TOO_FEW);
        assertThatThrownBy(none::times)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }

    @Test
    void tablesAreWrittenAsTextCsvAndJson() {
        Answers answers = Answers.of(Planted.base(1, 100, 0.3), Planted.POLICY);

        for (String csv : List.of(
                answers.rates().toCsv(),
                answers.waste().toCsv(),
                answers.modelledExcess().toCsv(),
                answers.pressure().toCsv())) {
            long commas = csv.lines()
                    .findFirst()
                    .orElseThrow()
                    .chars()
                    .filter(c -> c == ',')
                    .count();
            assertThat(commas).isGreaterThan(5);
        }
        assertThat(answers.rates().toJson()).startsWith("[\n{\"purpose\": \"OFFER\"");
        assertThat(answers.waste().toString()).contains("wasted");
        assertThat(answers.pressure().toString()).contains("not because of it").contains("verdict: ");
    }

    /** Times of many asks are rounded up to a ten-thousandth of the window. */
    @Test
    void largeBasesTellTheSameTimesToATenThousandthOfTheWindow() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < 201_000; c++) {
            String id = "c" + c;
            log.add(mail(0).withCustomerId(id));
            if (c % 3 > 0) {
                log.add(reply(0.001 + c % 997 * 0.07).withCustomerId(id));
            }
        }
        Answers answers = Answers.of(log.build().asOf(hour(999)), CONTACTS);
        AnswerTimes times = answers.times();

        assertThat(times.within(Duration.ofDays(3))).isCloseTo(2 / 3.0, within(1e-12));
        Duration exact = times.quantileOfAnswered(0.75).orElseThrow();
        Duration rounded = times.median().orElseThrow();
        assertThat(exact.minus(rounded).abs()).isLessThan(Duration.ofMinutes(30));
    }

    @Test
    void aBaseWithoutCustomersHasTablesWithoutFigures() {
        for (Answers none : List.of(answers(CONTACTS, 0), answers(CONTACTS, -9, mail(0), reply(1)))) {
            assertThat(none.rates().all().counts()).isEqualTo(AnswerCounts.NONE);
            assertThat(none.waste().all().asks()).isZero();
            assertThat(none.rates().toCsv()).contains("\nall,all,0,");
            assertThat(none.pressure().levels()).isEmpty();
            assertThat(none.modelledExcess().all().asks()).isZero();
        }
    }

    @Test
    void repeatsWithinLongerThanAllTimeAreNotSeenYet() {
        CompanyAnswers company = CompanyAnswers.of(
                InteractionLog.builder().add(reply(0)).add(mail(1)).build().asOf(hour(50)),
                CompanyAnswers.policy(),
                Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(company.repeats(Duration.ofSeconds(Long.MAX_VALUE)).share()).isNaN();
        assertThat(company.repeats(Duration.ofHours(1)).share()).isZero();
    }

    /** Rows of a table by their first cells. */
    private static Map<String, String[]> byFirst(Table table) {
        return table.toCsv()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells));
    }

    @Test
    void groupsOfThoseAskedAddUpAndSmallOnesAreTogether() {
        LogView plain = Planted.base(3, 60, 0.3);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int row = 0; row < plain.customers(); row++) {
            String id = plain.customerId(row);
            // Thirty, twenty, six and four.
            String of = row < 30 ? "gold" : row < 50 ? "iron" : row < 56 ? "tin" : "zinc";
            log.customer(Customer.of(id).withAttribute("metal", of));
            plain.history(row).interactions().forEach(log::add);
        }
        Answers all = Answers.of(log.build().asOf(plain.asOf()), Planted.POLICY);
        Map<String, String[]> rows = byFirst(all.by("metal"));

        assertThat(rows).containsOnlyKeys("gold", "iron", "(small groups)", "all");
        AnswerCounts counts = all.counts();
        String[] base = requireNonNull(rows.get("all"));
        assertThat(base[1]).isEqualTo(Long.toString(counts.closed()));
        assertThat(Double.parseDouble(base[6])).isEqualTo(counts.rate());
        assertThat(Double.parseDouble(base[7])).isEqualTo(all.rates().all().standardError());
        assertThat(Double.parseDouble(base[8]))
                .isEqualTo(all.modelledExcess().all().byModel().value());
        assertThat(Double.parseDouble(base[11])).isEqualTo(all.waste().all().wasted());
        for (int column : new int[] {1, 2, 3, 4, 5}) {
            long sum = rows.entrySet().stream()
                    .filter(row -> !row.getKey().equals("all"))
                    .mapToLong(row -> Long.parseLong(row.getValue()[column]))
                    .sum();
            assertThat(sum).isEqualTo(Long.parseLong(base[column]));
        }
    }

    @Test
    void theMeasuresOfAnswersAreReadByTheirNamesFromARegistry() {
        AnswerMeasures measures = AnswerMeasures.ofCustomers(Duration.ofDays(7));
        Registry registry = measures.addTo(Registry.empty());

        for (Measure each : measures.all()) {
            assertThat(Measure.read(each.name(), registry)).isEqualTo(each);
        }
    }

    @Test
    void countsAreToldInWords() {
        assertThat(AnswerCounts.NONE)
                .hasToString("Of 0 closed asks 0 were answered, 0 of these inferred; 0 late, 0 open");
        assertThat(answers(CONTACTS, 1000, mail(0), reply(1)).counts().toString())
                .startsWith("Of 1 closed asks 1 were answered (100.0 %)");
    }
}
