package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both models over their whole range of parameters, against mpmath (src/test/reference/gen_bdw.py). */
class ContractAccuracyTest {
    private static List<double[]> rows() throws IOException {
        try (InputStream in = ContractAccuracyTest.class.getResourceAsStream("contracts.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }

    @Test
    void survivalAndChurnAreRightOverTheWholeRange() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(100);
        for (double[] row : rows()) {
            ContractModel model = row[2] == 1
                    ? ShiftedBetaGeometric.of(row[0], row[1])
                    : BetaDiscreteWeibull.of(row[0], row[1], row[2]);
            int renewals = (int) row[3];
            int more = (int) row[4];
            String what = model + " " + renewals + " " + more;
            assertThat(model.logSurvival(renewals)).as(what).isCloseTo(row[5], within(1e-12 * Math.abs(row[5])));
            assertThat(model.logSurvival(renewals, more)).as(what).isCloseTo(row[6], within(1e-12 * Math.abs(row[6])));
            assertThat(1 - model.survival(renewals, more)).as(what).isCloseTo(row[7], within(1e-10));
            if (more == 1) {
                assertThat(model.churnProbability(renewals)).as(what).isCloseTo(row[7], within(1e-12 * row[7]));
            }
        }
    }

    @Test
    void sumsOverVeryManyRenewalsAreThoseOfTheirTerms() {
        for (ContractModel model : List.of(
                ShiftedBetaGeometric.of(0.7, 3.8),
                BetaDiscreteWeibull.of(0.26, 1.72, 1.58),
                BetaDiscreteWeibull.of(5, 1e8, 3),
                BetaDiscreteWeibull.of(0.01, 5, 0.5))) {
            for (int renewals : new int[] {0, 7, 1_000_000}) {
                double sum = 0;
                for (int n = 1; n <= 200_000; n++) {
                    sum += Math.exp(model.logSurvival(renewals, n) - (n - 1) * Math.log1p(0.001));
                }
                assertThat(model.discountedRenewals(renewals, Integer.MAX_VALUE, 0.001))
                        .as(model + " " + renewals)
                        .isCloseTo(sum, within(1e-10 * sum));
                assertThat(model.discountedRenewals(renewals, 200_000, 0.001)).isCloseTo(sum, within(1e-10 * sum));
            }
        }
    }

    @Test
    void theLastRenewalsThatAnIntCountsAreKept() {
        ContractModel model = ShiftedBetaGeometric.of(1, 1);
        assertThat(model.survival(Integer.MAX_VALUE, 5)).isEqualTo(1);
        assertThat(model.churnProbability(Integer.MAX_VALUE)).isZero();
        assertThat(model.discountedRenewals(Integer.MAX_VALUE, Integer.MAX_VALUE, 0.1))
                .isCloseTo(11, within(1e-12));
        assertThat(model.discountedRenewals(Integer.MAX_VALUE - 3, 10, 0)).isCloseTo(10, within(1e-7));
    }

    @Test
    void parametersBeyondTheirRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaDiscreteWeibull.of(1, 1, 1e11))
                .withMessage("c must be from 0.001 to 1000.0, was 1.0E11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaDiscreteWeibull.of(1e-10, 1, 1))
                .withMessage("gamma must be from 1.0E-9 to 1.0E9, was 1.0E-10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShiftedBetaGeometric.of(1, Double.NaN))
                .withMessage("beta must be from 1.0E-9 to 1.0E9, was NaN");
    }
}
