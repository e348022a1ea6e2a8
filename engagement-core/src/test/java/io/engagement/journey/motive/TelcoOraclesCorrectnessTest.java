package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.survival.KaplanMeier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The oracles of {@code telco_churn}, by their ids, at their tolerance of 1e-8 relative to max(1, |value|): R's {@code glm} and
 * {@code survfit}, and a Newton of numpy for the ridges. As arithmetic only: the flag is said to mean that a contract ended within the last
 * month, so that all months before are immortal time.
 */
class TelcoOraclesCorrectnessTest {
    private static final String[] COLUMNS = {
        "log_month", "one_year", "two_years", "charges", "tech", "paperless", "senior"
    };

    @SuppressWarnings("ArrayRecordComponent")
    private record Contract(String id, int months, boolean left, double[] columns) {
        double[] at(int month) {
            double[] row = columns.clone();
            row[0] = Math.log(month);
            return row;
        }
    }

    /** Those with a total of charges, as R leaves others out. */
    private static List<Contract> contracts() {
        try {
            return Files.readAllLines(SharedData.file("data/telco_churn/WA_Fn-UseC_-Telco-Customer-Churn.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> !cells[19].isBlank())
                    .map(TelcoOraclesCorrectnessTest::contract)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Contract contract(String... cells) {
        double[] columns = {
            0,
            flag(cells[15], "One year"),
            flag(cells[15], "Two year"),
            Double.parseDouble(cells[18]),
            flag(cells[12], "Yes"),
            flag(cells[16], "Yes"),
            Double.parseDouble(cells[2])
        };
        return new Contract(
                cells[0], Integer.parseInt(cells[5]), cells[20].strip().equals("Yes"), columns);
    }

    private static double flag(String cell, String yes) {
        return cell.equals(yes) ? 1 : 0;
    }

    private static PersonPeriods months() {
        PersonPeriods.Builder rows = PersonPeriods.builder(COLUMNS);
        for (Contract each : contracts()) {
            for (int month = 1; month <= each.months(); month++) {
                rows.add(each.id(), month, month - 1, each.left() && month == each.months(), each.at(month));
            }
        }
        return rows.build();
    }

    private static PersonPeriods lastMonths() {
        PersonPeriods.Builder rows = PersonPeriods.builder(COLUMNS);
        contracts().forEach(each -> rows.add(each.id(), each.months(), each.left(), each.at(each.months())));
        return rows.build();
    }

    private static double[] raw(DiscreteHazard model) {
        return model.coefficients().stream()
                .mapToDouble(DiscreteHazard.Coefficient::estimate)
                .toArray();
    }

    private static double[] errors(DiscreteHazard model) {
        return model.coefficients().stream()
                .mapToDouble(DiscreteHazard.Coefficient::standardError)
                .toArray();
    }

    private static void equal(double[] values, double... oracle) {
        assertThat(values).hasSameSizeAs(oracle);
        for (int i = 0; i < oracle.length; i++) {
            assertThat(values[i]).as("%d", i).isCloseTo(oracle[i], within(1e-8 * Math.max(1, Math.abs(oracle[i]))));
        }
    }

    @Test
    void telcoHazardAndItsRidges() {
        PersonPeriods months = months();
        assertThat(months.size()).isEqualTo(227_990);
        assertThat(months.events()).isEqualTo(1_869);

        Fitted<DiscreteHazard> free = DiscreteHazard.fit(months, 0);
        assertThat(free.converged()).isTrue();
        equal(
                raw(free.model()), // telco.hazard
                -3.09222964136836,
                -0.373983012477934,
                -1.89896221533123,
                -3.3959859208205,
                0.00174382211359764,
                -0.51495680142167,
                0.247795905659334,
                -0.0115582938923278);
        equal(
                errors(free.model()),
                0.0808245416580688,
                0.0206158134112537,
                0.0833733567601073,
                0.149515518479424,
                0.000979950534824382,
                0.0648044195524319,
                0.0569956371156856,
                0.0558501814489576);
        equal(
                new double[] {
                    -2 * free.logLikelihood(), -2 * free.nullLogLikelihood().orElseThrow()
                },
                18373.0785485593,
                21679.6080272906);
        equal(
                free.estimates(), // telco.hazard.ridge0
                -6.057199840641065,
                -0.38116553823126664,
                -0.8446717683479888,
                -1.6770966879655393,
                0.05439422762988349,
                -0.2524689700826525,
                0.12166433473823673,
                -0.004308685291842795);

        Fitted<DiscreteHazard> drawn = DiscreteHazard.fit(months, 10);
        equal(
                drawn.estimates(), // telco.hazard.ridge10
                -5.990634633522679,
                -0.38306188950425724,
                -0.8302939785756659,
                -1.5957085642234305,
                0.05687336502485931,
                -0.2555239417645056,
                0.12331286480254346,
                -0.0029050950834996815);
        equal(
                raw(drawn.model()),
                -3.1043132906203983,
                -0.37584362969186225,
                -1.8666385595151784,
                -3.231181515485058,
                0.0018233006685910496,
                -0.5211879768615896,
                0.2511534960425016,
                -0.007793083153187338);
    }

    @Test
    void telcoHazardDummy() {
        List<String> names = new ArrayList<>(
                IntStream.rangeClosed(2, 24).mapToObj(month -> "month_" + month).toList());
        names.addAll(List.of("one_year", "two_years", "charges", "tech"));
        PersonPeriods.Builder rows = PersonPeriods.builder(names.toArray(String[]::new));
        for (Contract each : contracts()) {
            for (int month = 1; month <= each.months(); month++) {
                int at = Math.min(month, 24);
                double[] columns = DoubleStream.concat(
                                IntStream.rangeClosed(2, 24).mapToDouble(level -> level == at ? 1 : 0),
                                DoubleStream.of(each.columns()).skip(1).limit(4))
                        .toArray();
                rows.add(each.id(), month, each.left() && month == each.months(), columns);
            }
        }

        Fitted<DiscreteHazard> fitted = DiscreteHazard.fit(rows.build(), 0);

        equal(new double[] {-2 * fitted.logLikelihood()}, 18048.2812572526);
        equal(
                raw(fitted.model()),
                -2.38116153895332,
                -1.02590465263401,
                -1.23123228942282,
                -1.29774636581649,
                -1.50727298356921,
                -1.94055475391137,
                -1.65795894659375,
                -1.81030786838844,
                -1.67581913302672,
                -1.65342869541969,
                -1.98871485684631,
                -1.74436410496976,
                -1.70325782689639,
                -2.12655689405247,
                -1.65764764845414,
                -1.89759974976466,
                -1.93497050405989,
                -1.98029777030844,
                -2.1705127085291,
                -2.19218153240049,
                -2.21457706383976,
                -1.7147853819573,
                -2.40900301383626,
                -1.56384836060044,
                -1.99335367046491,
                -3.58373412705562,
                0.00256296507690068,
                -0.51733215733031);
    }

    /** The trap: of those who are seen in their last month only, the months before are no time at risk. */
    @Test
    void telcoImmortal() {
        PersonPeriods months = months();
        KaplanMeier naive = KaplanMeier.of(months.lifetimes(TimeScale.MONTHS));
        equal(
                new double[] {naive.survival(12), naive.survival(24), naive.survival(48)},
                0.843199553815831,
                0.788736398370599,
                0.708840184346078);

        PersonPeriods last = lastMonths();
        KaplanMeier entered = KaplanMeier.of(last.lifetimes(TimeScale.MONTHS));
        equal(
                new double[] {entered.survival(12), entered.survival(24), entered.survival(48)},
                0.00118920051721711,
                2.05568260058886e-05,
                8.54931676684872e-08);

        Fitted<DiscreteHazard> fitted = DiscreteHazard.fit(last, 0);
        equal(new double[] {-2 * fitted.logLikelihood()}, 5899.43036408039);
        equal(
                raw(fitted.model()),
                -1.19673208254963,
                -0.620982064552233,
                -0.920985090394832,
                -2.02140632039655,
                0.0286975615410033,
                -0.496535057045969,
                0.474478809155619,
                0.367293316109168);
        equal(
                errors(fitted.model()),
                0.096056430331183,
                0.0307114635129435,
                0.10110372453713,
                0.16335077515004,
                0.00148954378995617,
                0.0835340090262817,
                0.0739048049630041,
                0.0811811678255694);
    }
}
