package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Factor A = Factor.number("a", "things");
    private static final Factor B = Factor.time("b", "time since the last one", TimeScale.WEEKS);
    private static final Factor C = Factor.money("c", "what was spent");

    /** Three players by hand: v(a)=1, v(ab)=4, v(abc)=10, v(b)=0, v(c)=2, v(ac)=5, v(bc)=3. */
    @Test
    void theSharesAreThoseOfShapleysFormula() {
        double[] worth = {0, 1, 0, 4, 2, 5, 3, 10};
        double[] values = Arrays.stream(
                        Shapley.values(new int[] {1, 1, 1}, 0, 10, came -> worth[came[0] + 2 * came[1] + 4 * came[2]]))
                .mapToDouble(steps -> steps[0])
                .toArray();

        assertThat(values[0]).isEqualTo((2 * 1 + (4 - 0) + (5 - 2) + 2 * (10 - 3)) / 6.0, within(1e-15));
        assertThat(values[1]).isEqualTo((0 + (4 - 1) + (3 - 2) + 2 * (10 - 5)) / 6.0, within(1e-15));
        assertThat(values[2]).isEqualTo((2 * 2 + (5 - 1) + (3 - 0) + 2 * (10 - 4)) / 6.0, within(1e-15));
    }

    @Property(seed = "20260917", tries = 100)
    void anAdditiveScoreIsExplainedByItsTerms(
            @ForAll @Size(6) List<@DoubleRange(min = -9, max = 9) Double> mine,
            @ForAll @Size(6) List<@DoubleRange(min = -9, max = 9) Double> usual) {
        double[] own = mine.stream().mapToDouble(Double::doubleValue).toArray();
        double[] typical = usual.stream().mapToDouble(Double::doubleValue).toArray();
        ToDoubleFunction<double[]> kernel =
                in -> in[0] + 2 * in[1] - in[2] + in[3] * in[3] + Math.sin(in[4]) + 4 * in[5];
        List<Factor> factors = IntStream.range(0, 6)
                .mapToObj(index -> Factor.number("f" + index, "input " + index))
                .toList();
        Explanation why =
                Explainer.of("sum", Scale.MONEY, factors, kernel).explain(typical, own, kernel.applyAsDouble(own));

        for (Contribution each : why.contributions()) {
            double[] changed = typical.clone();
            int index = each.name().charAt(1) - '0';
            changed[index] = own[index];
            assertThat(each.amount())
                    .isEqualTo(kernel.applyAsDouble(changed) - kernel.applyAsDouble(typical), within(1e-12));
        }
    }

    @Test
    void twoInputsOfAProductShareWhatTheyDoTogether() {
        Explainer product = Explainer.of("product", Scale.COUNT, List.of(A, B), in -> in[0] * in[1]);
        Explanation why = product.explain(new double[] {1, 1}, new double[] {3, 3}, 9);

        assertThat(why.contributions()).extracting(Contribution::amount).containsExactly(4.0, 4.0);
        assertThat(why.contributions()).extracting(Contribution::name).containsExactly("a", "b");
    }

    @Test
    void sentencesSayDirectionFactAndWhatIsTypicalInAnyLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Explainer risk = Explainer.of("risk", Scale.MONEY, List.of(A, B, C), in -> in[0] - in[1] + 0.125 * in[2])
                    .withSubject("value");
            Explanation why = risk.explain(new double[] {1, 4, 10}, new double[] {1, 31.24, 30.5}, -26.4275);

            assertThat(why.reason()).isEqualTo("Time since the last one 7.2 months (typical 4 weeks): value -27.24");
            assertThat(why.contributions())
                    .extracting(Contribution::sentence)
                    .containsExactly(
                            "Time since the last one 7.2 months (typical 4 weeks): value -27.24",
                            "What was spent 30.50 (typical 10.00): value +2.56",
                            "Things 1 (typical 1): value unchanged");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void figuresHaveAsManyDigitsAsOneReads() {
        assertThat(List.of(0.0, -3.0, 1234.56, 31.24, 4.031, 0.214, 0.0034).stream()
                        .map(A::words))
                .containsExactly("0", "-3", "1235", "31.2", "4.03", "0.21", "0.0034");
        assertThat(A.words(3.4e-9)).isEqualTo("almost 0");
        assertThat(A.words(Double.NaN)).isEqualTo("unknown");
        assertThat(B.words(1)).isEqualTo("7 days");
        assertThat(B.words(Double.NaN)).isEqualTo("unknown");
        assertThat(C.words(Double.NaN)).isEqualTo("unknown");
        assertThat(C.words(2)).isEqualTo("2.00");
    }

    @Test
    void aFactMayTellItsOwnStory() {
        Factor silence = B.withFact((own, typical) -> "silent for " + B.words(own[0]));
        Explainer explainer = Explainer.of("risk", Scale.PROBABILITY, List.of(silence), in -> in[0] / 100)
                .withSubject("risk");

        assertThat(silence.name()).isEqualTo("b");
        assertThat(explainer.explain(new double[] {4}, new double[] {25}, 0.25).reason())
                .isEqualTo("Silent for 5.7 months: risk +0.21, so that it is above the typical customer's 0.04");
    }

    @Test
    void aMixtureWithoutScoreLeavesOneContributionOfAll() {
        Explainer root = Explainer.of("root", Scale.MONEY, List.of(A, B), in -> Math.sqrt(in[0] - in[1]));
        Explanation why = root.explain(new double[] {5, 4}, new double[] {2, 1}, 1);

        assertThat(why.baseline()).isEqualTo(1);
        assertThat(why.contributions()).extracting(Contribution::name).containsExactly(Explainer.TOGETHER);
        assertThat(why.contributions().get(0).sentence())
                .isEqualTo("Things, time since the last one together: root unchanged");
    }

    @Test
    void noScoreIsNotExplainedByContributions() {
        Explainer sum = Explainer.of("sum", Scale.MONEY, List.of(A, B), in -> in[0] + in[1]);
        double nan = Double.NaN;

        assertThat(sum.explain(new double[] {1, 1}, new double[] {nan, nan}, nan)
                        .reason())
                .isEqualTo(
                        "No sum yet, for want of things and time since the last one: the first interaction that tells them gives"
                                + " one");
        assertThat(sum.explain(new double[] {nan, 1}, new double[] {1, 2}, 3).baseline())
                .isNaN();
    }

    @Test
    void explanationsThatCannotAddUpAreRefused() {
        List<Contribution> some = List.of(Contribution.of("a", 1, 1, 1, "a"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanation.of("sum", Scale.MONEY, 1, Double.NaN, some))
                .withMessageContaining("were value 1.0 and baseline NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explainer.of("sum", Scale.MONEY, List.of(), in -> 0))
                .withMessageContaining("1 to 12 inputs, were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explainer.of("sum", Scale.MONEY, List.of(A, A), in -> 0))
                .withMessage("inputs of sum must differ, two are a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explainer.of("sum", Scale.MONEY, List.of(A, B), in -> 0)
                        .explain(new double[2], new double[3], 0))
                .withMessage("own inputs of sum must be 2, were 3");
    }
}
