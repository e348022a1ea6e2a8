package io.engagement.dialogue.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.internal.index.HashSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final double DAYS = 365;
    private static final TwoSidedHawkes MODEL = TwoSidedHawkes.of(0.02, 0.25, 0.4, 2, TimeScale.DAYS);

    /** Acts of one customer by the model's branches, with contacts at random; true for own acts. */
    private static SortedMap<Double, Boolean> customer(SplittableRandom random, TwoSidedHawkes model, double contacts) {
        TreeMap<Double, Boolean> acts = new TreeMap<>();
        for (double at = 0; at < DAYS; at += exponential(random, contacts)) {
            acts.put(at, false);
            offspring(random, model, at, model.reply(), acts);
        }
        for (double at = exponential(random, model.mu()); at < DAYS; at += exponential(random, model.mu())) {
            acts.put(at, true);
            offspring(random, model, at, model.self(), acts);
        }
        return acts;
    }

    private static void offspring(
            SplittableRandom random, TwoSidedHawkes model, double at, double mean, SortedMap<Double, Boolean> acts) {
        // A Poisson number of children.
        for (double sum = exponential(random, 1); sum < mean; sum += exponential(random, 1)) {
            double child = at + exponential(random, model.omega());
            if (child < DAYS) {
                acts.put(child, true);
                offspring(random, model, child, model.self(), acts);
            }
        }
    }

    private static double exponential(SplittableRandom random, double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }

    private static ContactTimes base(int customers, TwoSidedHawkes model) {
        SplittableRandom random = new SplittableRandom(3);
        ContactTimes.Builder all = ContactTimes.builder(TimeScale.DAYS);
        for (int i = 0; i < customers; i++) {
            SortedMap<Double, Boolean> acts = customer(random, model, 0.05);
            boolean[] own = new boolean[acts.size()];
            int next = 0;
            for (boolean isOwn : acts.values()) {
                own[next++] = isOwn;
            }
            all.add(acts.keySet().stream().mapToDouble(each -> each).toArray(), own, DAYS);
        }
        return all.build();
    }

    @Test
    void plantedProvocationIsFound() {
        ContactTimes contacts = base(600, MODEL);
        Fitted<TwoSidedHawkes> fitted = TwoSidedHawkes.fit(contacts);
        TwoSidedHawkes found = fitted.model();

        assertThat(fitted.converged()).isTrue();
        assertThat(Math.abs(found.mu() - MODEL.mu())).isLessThan(4 * fitted.standardError("mu"));
        assertThat(Math.abs(found.self() - MODEL.self())).isLessThan(4 * fitted.standardError("a_self"));
        assertThat(Math.abs(found.reply() - MODEL.reply())).isLessThan(4 * fitted.standardError("a_reply"));
        assertThat(Math.abs(found.omega() - MODEL.omega())).isLessThan(4 * fitted.standardError("omega"));
        assertThat(TwoSidedHawkes.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
    }

    @Test
    void whereContactsProvokeNothingNearlyNothingIsProvoked() {
        TwoSidedHawkes none = TwoSidedHawkes.of(0.05, 0.3, 1e-9, 2, TimeScale.DAYS);
        ContactTimes contacts = base(300, none);
        TwoSidedHawkes found = TwoSidedHawkes.fit(contacts).model();
        Origins origins = IntStream.range(0, contacts.pairs())
                .mapToObj(pair -> found.origins(contacts, pair))
                .reduce(Origins.NONE, Origins::plus);

        assertThat(origins.provokedShare()).isLessThan(0.02);
        assertThat(origins.continuedShare()).isCloseTo(0.3, within(0.03));
    }

    @Test
    void theGradientIsThatOfDifferences() {
        ContactTimes contacts = base(20, MODEL);
        for (ContactTimes each : List.of(contacts, contacts.mirrored())) {
            HawkesLikelihood likelihood = new HawkesLikelihood(each);
            double[] at = {Math.log(0.03), Math.log(0.2), Math.log(0.5), Math.log(1.5)};
            double[] gradient = new double[4];
            likelihood.valueAndGradient(at, gradient);
            for (int i = 0; i < 4; i++) {
                double[] up = at.clone();
                double[] down = at.clone();
                up[i] += 1e-6;
                down[i] -= 1e-6;
                double slope = (likelihood.valueAndGradient(up, new double[4])
                                - likelihood.valueAndGradient(down, new double[4]))
                        / 2e-6;
                assertThat(gradient[i]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
            }
        }
    }

    private static Interaction row(String customer, double day, Initiator initiator, Direction direction) {
        return Interaction.of(
                        customer,
                        START.plus(Duration.ofSeconds(Math.round(day * 86_400))),
                        Channel.EMAIL,
                        initiator,
                        Purpose.OTHER)
                .withDirection(direction);
    }

    private static List<Interaction> rows() {
        SplittableRandom random = new SplittableRandom(9);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String id = "c" + i;
            customer(random, MODEL, 0.05)
                    .forEach((at, isOwn) -> rows.add(row(
                            id,
                            at,
                            // A reply to our mail comes in, and is of our initiative.
                            Initiator.COMPANY,
                            isOwn ? Direction.INBOUND : Direction.OUTBOUND)));
        }
        return rows;
    }

    private static LogView view(List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(START.plus(Duration.ofDays((long) DAYS)));
    }

    @Test
    void theSecondDerivativesAreThoseOfDifferences() {
        ContactTimes contacts = base(20, MODEL);
        for (ContactTimes each : List.of(contacts, contacts.mirrored(), contacts.apart())) {
            HawkesLikelihood likelihood = new HawkesLikelihood(each);
            double[] at = {Math.log(0.03), Math.log(0.2), Math.log(0.5), Math.log(1.5)};
            double[][] hessian = new double[4][4];
            likelihood.valueGradientAndHessian(at, new double[4], hessian);
            for (int i = 0; i < 4; i++) {
                double[] up = at.clone();
                double[] down = at.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double[] above = new double[4];
                double[] below = new double[4];
                likelihood.valueAndGradient(up, above);
                likelihood.valueAndGradient(down, below);
                for (int j = 0; j < 4; j++) {
                    double bend = (above[j] - below[j]) / 2e-5;
                    assertThat(hessian[i][j]).isCloseTo(bend, within(1e-5 * (1 + Math.abs(bend))));
                }
            }
        }
    }

    @Test
    void eachCustomersSharesAreInATableAndTheBasesInOneRow() {
        LogView view = view(rows());
        Provocation all = Provocation.of(view);
        String[] lines = all.byCustomer().toCsv().split("\n");

        assertThat(lines).hasSize(1 + view.customers());
        for (int row = 0; row < view.customers(); row++) {
            Origins own = all.origins(view.customerId(row)).orElseThrow();
            String share = Double.isNaN(own.provokedShare()) ? "" : Double.toString(own.provokedShare());
            assertThat(lines[row + 1]).startsWith(view.customerId(row) + ",").endsWith("," + share);
        }
        assertThat(all.toJson()).contains("\"provoked_share\": " + all.origins().provokedShare());
    }

    @Test
    void whoActsIsTheDirectionAndCustomersAddUpToTheBase() {
        LogView view = view(rows());
        Provocation all = Provocation.of(view);
        Origins sum = IntStream.range(0, view.customers())
                .mapToObj(row -> all.origins(view.customerId(row)).orElseThrow())
                .reduce(Origins.NONE, Origins::plus);

        assertThat(all.origins().provokedShare()).isBetween(0.2, 0.6);
        assertThat(sum.acts()).isCloseTo(all.origins().acts(), within(1e-6));
        assertThat(sum.provoked()).isCloseTo(all.origins().provoked(), within(1e-6));
        assertThat(all.origins("nobody")).isEmpty();
        assertThat(all.toString()).contains("were provoked by the company");
    }

    /** As in logs by the minute, where answers stand in the minute of the mailing. */
    @Test
    void answersOfTheSameInstantAreProvokedInAnyOrderOfTheRows() {
        List<Interaction> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 60; i++) {
            for (int week = 0; week < 20; week++) {
                rows.add(row("c" + i, 7 * week, Initiator.COMPANY, Direction.OUTBOUND));
                if ((i + week) % 3 == 0) {
                    rows.add(row("c" + i, 7 * week, Initiator.COMPANY, Direction.INBOUND));
                }
                if ((i + week) % 5 == 0) {
                    // By the minute too.
                    double minute = random.nextInt(200_000);
                    rows.add(row("c" + i, minute / 1440, Initiator.CUSTOMER, Direction.INBOUND));
                }
            }
        }
        Origins origins = Provocation.of(view(rows)).origins();
        List<Interaction> other = new ArrayList<>(rows);
        Collections.shuffle(other, new Random(1));

        assertThat(origins.provoked()).isBetween(350.0, 450.0);
        assertThat(Provocation.of(view(other)).origins()).isEqualTo(origins);
    }

    @Test
    void machinesChangeNothingAndUnknownOnesAreCounted() {
        List<Interaction> rows = rows();
        List<Interaction> more = new ArrayList<>(rows);
        more.add(row("c3", 50, Initiator.CUSTOMER, Direction.INBOUND).withActor(Actor.MACHINE));
        more.add(row("c3", 51, Initiator.UNKNOWN, Direction.UNKNOWN));

        assertThat(Provocation.of(view(more)).fitted().model().toText())
                .isEqualTo(Provocation.of(view(rows)).fitted().model().toText());
        assertThat(Provocation.of(view(more)).unknown()).isEqualTo(1);
    }

    @Test
    void whereNobodyActsThereIsNothingToExplain() {
        LogView mailed = view(List.of(
                row("a", 1, Initiator.COMPANY, Direction.OUTBOUND),
                row("a", 2, Initiator.COMPANY, Direction.OUTBOUND)));

        assertThatThrownBy(() -> Provocation.of(mailed))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no act of the own side");
    }

    @Test
    void aSampleIsOfTheSameCustomersWhoeverElseThereIs() {
        int[] few = HashSample.of(1000, row -> "c" + row, 100);
        int[] more = HashSample.of(2000, row -> "c" + row, 100);

        assertThat(few).hasSize(100).isSorted();
        // Of twice as many, half as many of the first are among those with the least hashes.
        assertThat(Arrays.stream(more).filter(row -> row < 1000).allMatch(row -> Arrays.binarySearch(few, row) >= 0))
                .isTrue();
        assertThat(HashSample.of(5, row -> "c" + row, 100)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoWritesMoreThanTheOtherLowersWhatIsReturned() {
        Reciprocity all = Reciprocity.builder()
                .add("a", "b", 5)
                .add("b", "a", 2)
                .add("a", "c", 1)
                .add("c", "c", 9)
                .build();

        assertThat(all.edges()).isEqualTo(3);
        assertThat(all.mutual()).isEqualTo(2);
        assertThat(all.edgewise()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(all.density()).isCloseTo(0.5, within(1e-15));
        assertThat(all.rho()).isCloseTo((2.0 / 3 - 0.5) / 0.5, within(1e-15));
        assertThat(all.weighted()).isCloseTo(4.0 / 8, within(1e-15));
        assertThat(Reciprocity.builder().build().edgewise()).isNaN();
    }

    @Test
    void mistakesAreNamed() {
        ContactTimes.Builder times = ContactTimes.builder(TimeScale.HOURS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> times.add(new double[] {2, 1}, new boolean[2], 3))
                .withMessageContaining("in order");
        assertThatIllegalArgumentException().isThrownBy(() -> times.add(new double[] {Double.NaN}, new boolean[1], 3));
        assertThatIllegalArgumentException().isThrownBy(() -> times.add(new double[1], new boolean[2], 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.logLikelihood(times.build()))
                .withMessageContaining("must be in the model's unit DAYS, were in HOURS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reciprocity.builder().add("a", "b", 0));
    }
}
