package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.Interval;
import io.engagement.outcome.Hillstrom;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oracles hillstrom.* of {@code oracles.json}, men's mail against none: R 4.2.2, estimatr 1.0.0, statsmodels. */
class HillstromOraclesCorrectnessTest {
    private static final double R = 1e-8;

    private static void is(Effect effect, double estimate, double standardError) {
        assertThat(effect.estimate()).isCloseTo(estimate, within(R));
        assertThat(effect.standardError()).isCloseTo(standardError, within(R));
    }

    private static void is(Interval interval, double lower, double upper) {
        assertThat(interval.lower()).isCloseTo(lower, within(R));
        assertThat(interval.upper()).isCloseTo(upper, within(R));
    }

    /** hillstrom.mens.visit.welch */
    @Test
    void differenceOfVisitIsRsTTest() throws IOException {
        TwoArms arms = Hillstrom.mens().arms("visit");
        Effect welch = arms.welch();

        is(welch, 0.0765895636515312, 0.00338588781172837);
        assertThat(welch.degreesOfFreedom()).isCloseTo(40593.6882286358, within(40593.6882286358 * R));
        assertThat(welch.z()).isCloseTo(22.6202307667233, within(22.6202307667233 * R));
        assertThat(welch.pValue()).isCloseTo(1.36445119627446e-112, within(1.36445119627446e-112 * R));
        is(welch.interval(0.95), 0.0699531476097615, 0.083225979693301);
        assertThat(arms.treated().customers()).isEqualTo(21307);
        assertThat(arms.heldOut().customers()).isEqualTo(21306);
    }

    /** hillstrom.mens.visit.hc2, hillstrom.mens.visit.ancova.history */
    @Test
    void regressionOfVisitHasTheHc2ErrorsOfEstimatr() throws IOException {
        Hillstrom mens = Hillstrom.mens();

        is(mens.arms("visit").ancova(), 0.0765895636515486, 0.00338588781172863);
        is(mens.arms("visit").lin(), 0.0765895636515486, 0.00338588781172863);
        is(mens.withHistory("visit").ancova(), 0.0764122546272187, 0.00337837083287787);
    }

    /** hillstrom.mens.visit.lin.history, hillstrom.mens.visit.lin.all */
    @Test
    void adjustedVisitIsLinsOfEstimatr() throws IOException {
        Hillstrom mens = Hillstrom.mens();
        Effect history = mens.withHistory("visit").lin();

        is(history, 0.0764129127017284, 0.00337833612095051);
        is(history.interval(0.95), 0.0697913074816773, 0.0830345179217796);
        is(mens.withAll("visit").lin(), 0.0760595485867094, 0.00333571396404711);
    }

    /** hillstrom.mens.visit.cuped.history */
    @Test
    void cupedOfVisitSavesAsLittleAsTheCorrelationSays() throws IOException {
        Cuped cuped = Hillstrom.mens().withHistory("visit").cuped("history");

        assertThat(cuped.theta()).isCloseTo(9.134195036168927e-05, within(1e-12));
        assertThat(cuped.effect().estimate()).isCloseTo(0.07641114745941803, within(1e-10));
        assertThat(cuped.effect().standardError()).isCloseTo(0.0033783604804229414, within(1e-10));
        assertThat(cuped.varianceRatio()).isCloseTo(0.9955586454507768, within(1e-10));
        assertThat(cuped.correlation()).isCloseTo(0.06666246893410159, within(1e-10));
    }

    /** hillstrom.mens.visit.aipw */
    @Test
    void aipwOfVisitIsThatOfStatsmodels() throws IOException {
        is(Hillstrom.mens().withAll("visit").aipw(0.5000117335085538), 0.07600938846277094, 0.0033374101087769808);
    }

    /** hillstrom.mens.visit.prop */
    @Test
    void sharesOfVisitHaveRsScoreTestAndBothIntervals() throws IOException {
        TwoArms arms = Hillstrom.mens().arms("visit");
        TwoShares shares = new TwoShares(
                arms.treated().nonZero(),
                arms.treated().customers(),
                arms.heldOut().nonZero(),
                arms.heldOut().customers());

        assertThat(shares).isEqualTo(new TwoShares(3894, 21307, 2262, 21306));
        assertThat(shares.chiSquare()).isCloseTo(505.622032082182, within(505.622032082182 * R));
        assertThat(shares.scorePValue()).isCloseTo(5.68516548280313e-112, within(5.68516548280313e-112 * R));
        is(shares.difference().interval(0.95), 0.0699535012181084, 0.0832256260849541);
        is(shares.newcombe(0.95), 0.0699533080837316, 0.0832267412741114);
        assertThat(Math.exp(shares.logRatio().estimate())).isCloseTo(1.7214046167814, within(R));
        assertThat(shares.logRatio().standardError()).isCloseTo(0.0245972340325653, within(R));
    }

    /** hillstrom.mens.conversion.welch */
    @Test
    void differenceOfConversionIsRsTTest() throws IOException {
        TwoArms arms = Hillstrom.mens().arms("conversion");
        Effect welch = arms.welch();

        is(welch, 0.00680500651961569, 0.000920872785735121);
        assertThat(welch.degreesOfFreedom()).isCloseTo(37486.6694045539, within(37486.6694045539 * R));
        assertThat(welch.z()).isCloseTo(7.38973572140406, within(7.38973572140406 * R));
        assertThat(welch.pValue()).isCloseTo(1.50181578515435e-13, within(1.50181578515435e-13 * R));
        is(welch.interval(0.95), 0.00500007074773239, 0.008609942291499);
        assertThat(arms.treated().customers()).isEqualTo(21307);
        assertThat(arms.heldOut().customers()).isEqualTo(21306);
    }

    /** hillstrom.mens.conversion.hc2, hillstrom.mens.conversion.ancova.history */
    @Test
    void regressionOfConversionHasTheHc2ErrorsOfEstimatr() throws IOException {
        Hillstrom mens = Hillstrom.mens();

        is(mens.arms("conversion").ancova(), 0.00680500651961895, 0.000920872785735217);
        is(mens.arms("conversion").lin(), 0.00680500651961895, 0.000920872785735217);
        is(mens.withHistory("conversion").ancova(), 0.00678353114934764, 0.00092008220708179);
    }

    /** hillstrom.mens.conversion.lin.history, hillstrom.mens.conversion.lin.all */
    @Test
    void adjustedConversionIsLinsOfEstimatr() throws IOException {
        Hillstrom mens = Hillstrom.mens();
        Effect history = mens.withHistory("conversion").lin();

        is(history, 0.00678376423421725, 0.000920076007447525);
        is(history.interval(0.95), 0.00498039716959131, 0.0085871312988432);
        is(mens.withAll("conversion").lin(), 0.00677355364430078, 0.000919562400291583);
    }

    /** hillstrom.mens.conversion.cuped.history */
    @Test
    void cupedOfConversionSavesAsLittleAsTheCorrelationSays() throws IOException {
        Cuped cuped = Hillstrom.mens().withHistory("conversion").cuped("history");

        assertThat(cuped.theta()).isCloseTo(1.1044850348990349e-05, within(1e-12));
        assertThat(cuped.effect().estimate()).isCloseTo(0.006783432860043897, within(1e-10));
        assertThat(cuped.effect().standardError()).isCloseTo(0.000920467142482419, within(1e-10));
        assertThat(cuped.varianceRatio()).isCloseTo(0.9991191966657612, within(1e-10));
        assertThat(cuped.correlation()).isCloseTo(0.029795881072992667, within(1e-10));
    }

    /** hillstrom.mens.conversion.aipw */
    @Test
    void aipwOfConversionIsThatOfStatsmodels() throws IOException {
        is(
                Hillstrom.mens().withAll("conversion").aipw(0.5000117335085538),
                0.006761203678255848,
                0.0009197779971452773);
    }

    /** hillstrom.mens.conversion.prop */
    @Test
    void sharesOfConversionHaveRsScoreTestAndBothIntervals() throws IOException {
        TwoArms arms = Hillstrom.mens().arms("conversion");
        TwoShares shares = new TwoShares(
                arms.treated().nonZero(),
                arms.treated().customers(),
                arms.heldOut().nonZero(),
                arms.heldOut().customers());

        assertThat(shares).isEqualTo(new TwoShares(267, 21307, 122, 21306));
        assertThat(shares.chiSquare()).isCloseTo(54.5399148624635, within(54.5399148624635 * R));
        assertThat(shares.scorePValue()).isCloseTo(1.52322350059554e-13, within(1.52322350059554e-13 * R));
        is(shares.difference().interval(0.95), 0.00500017138045231, 0.00860984165877908);
        is(shares.newcombe(0.95), 0.00501434467148153, 0.00864072339691783);
        assertThat(Math.exp(shares.logRatio().estimate())).isCloseTo(2.18842187628633, within(R));
        assertThat(shares.logRatio().standardError()).isCloseTo(0.108849306819354, within(R));
    }

    /** hillstrom.mens.spend.welch */
    @Test
    void differenceOfSpendIsRsTTest() throws IOException {
        TwoArms arms = Hillstrom.mens().arms("spend");
        Effect welch = arms.welch();

        is(welch, 0.769827155894536, 0.145246560248687);
        assertThat(welch.degreesOfFreedom()).isCloseTo(36671.1579773605, within(36671.1579773605 * R));
        assertThat(welch.z()).isCloseTo(5.30014035841167, within(5.30014035841167 * R));
        assertThat(welch.pValue()).isCloseTo(1.16381496822548e-07, within(1.16381496822548e-07 * R));
        is(welch.interval(0.95), 0.485139732568407, 1.05451457922067);
        assertThat(arms.treated().customers()).isEqualTo(21307);
        assertThat(arms.heldOut().customers()).isEqualTo(21306);
    }

    /** hillstrom.mens.spend.hc2, hillstrom.mens.spend.ancova.history */
    @Test
    void regressionOfSpendHasTheHc2ErrorsOfEstimatr() throws IOException {
        Hillstrom mens = Hillstrom.mens();

        is(mens.arms("spend").ancova(), 0.769827155894622, 0.145246560248703);
        is(mens.arms("spend").lin(), 0.769827155894622, 0.145246560248703);
        is(mens.withHistory("spend").ancova(), 0.767449619313063, 0.145144677629269);
    }

    /** hillstrom.mens.spend.lin.history, hillstrom.mens.spend.lin.all */
    @Test
    void adjustedSpendIsLinsOfEstimatr() throws IOException {
        Hillstrom mens = Hillstrom.mens();
        Effect history = mens.withHistory("spend").lin();

        is(history, 0.767480234791251, 0.145146188249984);
        is(history.interval(0.95), 0.482990852036699, 1.0519696175458);
        is(mens.withAll("spend").lin(), 0.766891393752686, 0.145066703413664);
    }

    /** hillstrom.mens.spend.cuped.history */
    @Test
    void cupedOfSpendSavesAsLittleAsTheCorrelationSays() throws IOException {
        Cuped cuped = Hillstrom.mens().withHistory("spend").cuped("history");

        assertThat(cuped.theta()).isCloseTo(0.0012228965198244424, within(1e-12));
        assertThat(cuped.effect().estimate()).isCloseTo(0.7674384994278023, within(1e-10));
        assertThat(cuped.effect().standardError()).isCloseTo(0.14521504219411455, within(1e-10));
        assertThat(cuped.varianceRatio()).isCloseTo(0.9995660532702729, within(1e-10));
        assertThat(cuped.correlation()).isCloseTo(0.02092254695606987, within(1e-10));
    }

    /** hillstrom.mens.spend.aipw */
    @Test
    void aipwOfSpendIsThatOfStatsmodels() throws IOException {
        is(Hillstrom.mens().withAll("spend").aipw(0.5000117335085538), 0.7668913937526782, 0.1451503592479801);
    }

    /** hillstrom.mens.visit.by_group */
    @Test
    void effectsOfGroupsAreThoseOfNumpy() throws IOException {
        Hillstrom mens = Hillstrom.mens();
        is(group(mens, Hillstrom.NEWBIE, "0", 10621, 10611), 0.07783285081536925, 0.005159949790166399);
        is(group(mens, Hillstrom.NEWBIE, "1", 10686, 10695), 0.0753050156199182, 0.004357875510105461);
        is(group(mens, Hillstrom.MENS, "0", 9568, 9519), 0.0705795766326878, 0.0048579500129837675);
        is(group(mens, Hillstrom.MENS, "1", 11739, 11787), 0.08156551512751978, 0.004694137739955572);
        is(group(mens, Hillstrom.WOMENS, "0", 9558, 9638), 0.06915516417042274, 0.004900631921619439);
        is(group(mens, Hillstrom.WOMENS, "1", 11749, 11668), 0.08255811704031121, 0.004668421182429766);
    }

    private static Effect group(Hillstrom mens, int column, String value, int treated, int heldOut) {
        TwoArms arms = mens.only(row -> row[column].equals(value)).arms("visit");
        assertThat(List.of(arms.treated().customers(), arms.heldOut().customers()))
                .containsExactly((long) treated, (long) heldOut);
        return arms.welch();
    }
}
