package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.Sets;
import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.Interval;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The traps of answers by coincidence: what would have been done anyway is no answer. */
class BeyondChanceTest {
    private static ModelledExcess.Row excess(LogView view) {
        return Answers.of(view, Planted.POLICY).modelledExcess().all();
    }

    @Test
    void ofActsThatKnowNothingOfContactsTheExcessCoversNoughtInNineteenOfTwenty() {
        int bases = FullRun.isOn() ? 400 : 60;
        long model = LongStream.range(0, bases)
                .filter(seed -> !excess(Planted.base(seed, 300, 0)).byModel().isClear())
                .count();

        assertThat((double) model / bases).isGreaterThanOrEqualTo(0.93);
    }

    @Test
    void aPlantedEffectIsFoundByBothEstimates() {
        ModelledExcess.Row row = excess(Planted.base(1, 3000, 0.2));

        // Who acts anyway cannot act more: the effect falls on the rest.
        double truth = 0.2 * (1 - row.expected());
        assertThat(row.byModel().value()).isCloseTo(truth, within(0.04));
        assertThat(row.byModel().isClear()).isTrue();
        assertThat(row.byShift().isClear()).isTrue();
    }

    @Test
    void onBurstsTheTwoEstimatesDisagreeAndItIsSaid() {
        ModelledExcess.Row row = excess(Planted.bursts(1, 400));

        assertThat(row.estimatesDisagree()).isTrue();
        assertThat(row.note()).contains("disagree").contains("rely on neither");
    }

    @Test
    void openAsksAreInNoExcess() {
        LogView view = Planted.base(2, 100, 0);

        AnswerCounts counts = Answers.of(view, Planted.POLICY).counts();
        assertThat(counts.open()).isPositive();
        assertThat(excess(view).asks()).isEqualTo(counts.closed());
    }

    /** Half of the customers are contacted in a campaign, at random. */
    private static LogView campaign(long seed, int customers, double effect, Set<String> left) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < customers; c++) {
            log.customer(Customer.of("c" + c).withSince(Planted.BEGIN));
            double mean = 5 + Planted.gap(random, 20);
            for (double at = Planted.gap(random, mean); at < Planted.DAYS; at += Planted.gap(random, mean)) {
                log.add(Planted.act(c, at));
            }
            if (random.nextBoolean()) {
                left.add("c" + c);
            } else {
                double at = 50 + 10 * random.nextDouble();
                log.add(Planted.contact(c, at, Purpose.OFFER).withCampaign("spring"));
                if (random.nextDouble() < effect) {
                    log.add(Planted.act(c, at + 1));
                }
            }
        }
        return log.build().asOf(Planted.END);
    }

    @Test
    void theHoldOutFindsThePlantedEffectAndNoneWhereThereIsNone() {
        Set<String> left = new TreeSet<>();
        LogView effective = campaign(3, 4000, 0.3, left);
        Answers answers = Answers.of(effective, Planted.POLICY);

        BeyondChance.Row row = answers.beyondChance(ControlGroup.of(left)).all();
        assertThat(row.beyondChance().value()).isCloseTo(0.3 * (1 - row.controlRate()), within(0.04));
        assertThat(answers.beyondChance(ControlGroup.of(Map.of("spring", left)))
                        .all()
                        .beyondChance()
                        .value())
                .isEqualTo(row.beyondChance().value());
        assertThat(answers.beyondChance(ControlGroup.restOf(effective, "spring"))
                        .all()
                        .beyondChance())
                .isEqualTo(row.beyondChance());
        int bases = 100;
        long covered = LongStream.range(0, bases)
                .filter(seed -> {
                    Set<String> controls = new TreeSet<>();
                    Answers none = Answers.of(campaign(seed, 300, 0, controls), Planted.POLICY);
                    return !none.beyondChance(ControlGroup.of(controls))
                            .all()
                            .beyondChance()
                            .isClear();
                })
                .count();
        assertThat(covered).isGreaterThanOrEqualTo(93);
    }

    @Test
    void contactsOfUnknownCostDoNotMakeAnAnswerCheaper() {
        Set<String> left = new TreeSet<>();
        LogView priced = campaign(3, 2000, 0.3, left);
        InteractionLog.Builder half = InteractionLog.builder();
        for (int row = 0; row < priced.customers(); row++) {
            half.customer(priced.customer(row));
            for (int i = priced.start(row); i < priced.end(row); i++) {
                Interaction each = priced.interaction(i);
                boolean isUnknown = row % 2 == 0 && each.cost().isPresent();
                half.add(isUnknown ? Interaction.of(each.customerId(), each.at(), each.kind()) : each);
            }
        }
        CostPerAnswer known = cost(priced, left);

        assertThat(known.value()).isPositive();
        assertThat(cost(half.build().asOf(Planted.END), left).value()).isCloseTo(known.value(), within(1e-12));
    }

    private static CostPerAnswer cost(LogView view, Set<String> left) {
        return Answers.of(view, Planted.POLICY)
                .waste(ControlGroup.of(left))
                .all()
                .perBeyondChance();
    }

    @Test
    void aControlGroupOfNobodyIsRefusedWithTheCampaignsThereAre() {
        Answers answers = Answers.of(campaign(3, 100, 0, new TreeSet<>()), Planted.POLICY);

        assertThatThrownBy(() -> answers.beyondChance(ControlGroup.of(Map.of("autumn", Set.of("c1")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spring");
    }

    @Test
    void theCostOfAnAnswerCannotBeSaidWhereTheExcessReachesNought() {
        Waste none = Answers.of(Planted.base(5, 300, 0), Planted.POLICY).waste();
        Answers effective = Answers.of(Planted.base(1, 1000, 0.1), Planted.POLICY);
        Waste some = effective.waste();
        assertThat(effective.modelledExcess().all().estimatesDisagree()).isFalse();

        assertThat(none.all().perModelled().canBeSaid()).isFalse();
        assertThat(none.toString()).contains("cannot be said");
        CostPerAnswer cost = some.all().perModelled();
        assertThat(cost.canBeSaid()).isTrue();
        assertThat(cost.value()).isGreaterThan(some.all().perAnswer());
        assertThat(cost.interval().lower()).isLessThan(cost.value());
        assertThat(cost.interval().upper()).isGreaterThan(cost.value());
    }

    /** The interval of the model's excess is clear of nought: by itself it would give a cost. */
    @Test
    void theCostOfAnAnswerCannotBeSaidWhereTheTwoEstimatesDisagree() {
        Answers answers = Answers.of(Planted.base(5, 3000, 0.3), Planted.POLICY);
        ModelledExcess.Row excess = answers.modelledExcess().all();
        assertThat(excess.estimatesDisagree()).isTrue();
        assertThat(excess.byModel().isClear() && excess.byModel().value() > 0).isTrue();

        assertThat(answers.waste().all().perModelled().canBeSaid()).isFalse();
        assertThat(answers.waste().all().perModelled().unsaid()).hasValue("two estimates disagree");
        assertThat(answers.waste().toString()).contains("cannot be said, two estimates disagree");
    }

    /** One customer's asks tell nothing of how far others are from them. */
    @Test
    void ofOneCustomerNothingIsJudged() {
        LogView all = Planted.base(5, 300, 0.3);
        int row = IntStream.range(0, all.customers())
                .filter(each -> all.history(each).size() > 20)
                .findFirst()
                .orElseThrow();
        Answers answers = Answers.of(all.history(row).view(), Planted.POLICY);
        ResponseRates.Row rate = answers.rates().all();

        assertThat(rate.counts().closed()).isGreaterThan(1);
        assertThat(rate.customers()).isEqualTo(1);
        assertThat(rate.standardError()).isNaN();
        assertThat(rate.interval().lower()).isNaN();
        assertThat(rate.model().byModel().isJudged()).isFalse();
        assertThat(rate.model().byModel().isClear()).isFalse();
        assertThat(rate.model().note()).isEqualTo("of one customer: not judged");
        assertThat(answers.waste().all().perModelled().unsaid()).hasValue("it is of a single customer");
        assertThat(answers.times().withinInterval(Duration.ofDays(1)).lower()).isNaN();
        assertThat(answers.times().quantileInterval(0.5).lower()).isEmpty();
        Answers of300 = Answers.of(all, Planted.POLICY);
        assertThat(of300.rates().all().customers()).isGreaterThan(200);
        assertThat(of300.rates().all().model().byModel().isJudged()).isTrue();
    }

    private static Set<String> except(LogView view, String one) {
        return IntStream.range(0, view.customers())
                .mapToObj(view::customerId)
                .filter(id -> !id.equals(one))
                .collect(Collectors.toSet());
    }

    /** A single control, or a single contacted customer: a difference, and nobody knows how sure it is. */
    @Test
    void aSideOfASingleCustomerIsNotJudged() {
        LogView all = Planted.base(5, 300, 0.3);
        Set<String> ids = IntStream.range(0, all.customers())
                .filter(row -> all.history(row).size() > 20)
                .mapToObj(all::customerId)
                .collect(Collectors.toSet());
        String one = ids.iterator().next();
        Set<String> others = Sets.difference(ids, Set.of(one));
        Answers answers = Answers.of(all, Planted.POLICY);

        Estimate oneControl =
                answers.beyondChance(ControlGroup.of(Set.of(one))).all().beyondChance();
        Estimate oneContacted =
                answers.beyondChance(ControlGroup.of(except(all, one))).all().beyondChance();
        assertThat(oneControl.value()).isNotNaN();
        assertThat(oneControl.isJudged()).isFalse();
        assertThat(oneControl.isClear()).isFalse();
        assertThat(oneContacted.isJudged()).isFalse();
        assertThat(answers.beyondChance(ControlGroup.of(others))
                        .all()
                        .beyondChance()
                        .isJudged())
                .isTrue();
        assertThat(answers.waste(ControlGroup.of(Set.of(one))).toString())
                .contains("per answer beyond chance: cannot be said, it is of a single customer");
    }

    @Test
    void aCostThatIsNotKnownIsToldAsThat() {
        CostPerAnswer cost = CostPerAnswer.of(Double.NaN, Double.NaN, new Estimate(0.5, 0.1), 0);

        assertThat(cost.unsaid()).hasValue("no cost is known");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CostPerAnswer(Double.NaN, cost.interval(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CostPerAnswer(2, cost.interval(), Optional.of("no cost is known")));
    }

    @Test
    void wasteIsWhatUnansweredAsksCostAndFollowsTheCurrency() {
        LogView view = Planted.base(6, 500, 0.2);
        AnswerCounts counts = Answers.of(view, Planted.POLICY).counts();

        assertThat(counts.unansweredCost()).isCloseTo(0.5 * (counts.closed() - counts.answered()), within(1e-6));
        assertThat(counts.cost()).isCloseTo(0.5 * counts.closed(), within(1e-6));
    }

    /** Fieller by hand: mean cost 2 (SE .1) over .5 (SE .1), uncorrelated. */
    @Test
    void theIntervalIsFiellers() {
        CostPerAnswer cost = CostPerAnswer.of(2, 0.01, new Estimate(0.5, 0.1), 0);

        double z2 = Estimate.NORMAL_975 * Estimate.NORMAL_975;
        for (double bound :
                new double[] {cost.interval().lower(), cost.interval().upper()}) {
            double away = 2 - bound * 0.5;
            assertThat(away * away).isCloseTo(z2 * (0.01 + bound * bound * 0.01), within(1e-9));
        }
        assertThat(CostPerAnswer.of(2, 0.01, new Estimate(0.15, 0.1), 0).canBeSaid())
                .isFalse();
        assertThat(CostPerAnswer.of(2, 0.01, new Estimate(-0.5, 0.1), 0).canBeSaid())
                .isFalse();
        assertThat(new Estimate(0.5, 0.1).interval())
                .isEqualTo(new Interval(0.5 - 0.1 * Estimate.NORMAL_975, 0.5 + 0.1 * Estimate.NORMAL_975));
    }
}
