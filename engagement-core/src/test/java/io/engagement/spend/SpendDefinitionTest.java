package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.simulate.Simulation;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of spend carry the purchases whose values they were fitted to. */
class SpendDefinitionTest {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(9);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());
    private static final PurchaseDefinition NET = new PurchaseDefinition(
                    Filter.purpose(Purpose.PURCHASE), ZoneId.of("Asia/Tokyo"))
            .byPeriod(TimeScale.WEEKS)
            .withRefunds(Filter.purpose(Purpose.RETURN));

    @Test
    void aFittedModelCarriesItsDefinitionInMemoryAndInItsText() {
        Fitted<GammaGamma> gamma = GammaGamma.fit(Spending.of(VIEW, NET));
        Fitted<NormalNormal> normal = NormalNormal.fit(Spending.of(VIEW, NET));
        Fitted<HurdleGammaGamma> hurdle = HurdleGammaGamma.fit(Earnings.of(VIEW, NET));

        for (SpendModel model : List.of(gamma.model(), normal.model(), hurdle.model())) {
            assertThat(model.definition()).as(model.name()).isEqualTo(NET);
            assertThat(model.inputs())
                    .allSatisfy(each -> assertThat(each.name()).contains("Asia/Tokyo"));
        }
        assertThat(GammaGamma.FAMILY.readFitted(gamma.toText()).toText()).isEqualTo(gamma.toText());
        assertThat(NormalNormal.FAMILY.readFitted(normal.toText()).toText()).isEqualTo(normal.toText());
        assertThat(HurdleGammaGamma.FAMILY.readFitted(hurdle.toText()).toText()).isEqualTo(hurdle.toText());
        assertThat(GammaGamma.FAMILY.read(gamma.model().toText()).definition()).isEqualTo(NET);
        assertThat(NormalNormal.FAMILY.read(normal.model().toText()).definition())
                .isEqualTo(NET);
        assertThat(HurdleGammaGamma.FAMILY.read(hurdle.model().toText()).definition())
                .isEqualTo(NET);
    }

    @Test
    void aModelThatIsFittedInPartsHasTheDefinitionOfTheOneItStartsFrom() {
        Spending spend = Spending.of(VIEW, NET);
        GammaGamma near = GammaGamma.fit(spend).model();
        NormalNormal nearNormal = NormalNormal.fit(spend).model();

        assertThat(GammaGamma.fit(
                                GammaGamma.logLikelihood(spend),
                                near,
                                GammaGamma.fit(spend).provenance())
                        .model()
                        .definition())
                .isEqualTo(NET);
        assertThat(NormalNormal.fit(
                                NormalNormal.logLikelihood(spend),
                                nearNormal,
                                NormalNormal.fit(spend).provenance())
                        .model()
                        .definition())
                .isEqualTo(NET);
    }

    @Test
    void plainNumbersAndTextsOfVersion1AreOfTheUsualPurchases() {
        double[] x = {1, 2, 3, 4, 5};
        double[] z = {10, 12, 9, 30, 14};
        assertThat(Spending.of(x, z).definition()).isEqualTo(PurchaseDefinition.standard());
        assertThat(Spending.of(x, z).withDefinition(NET).definition()).isEqualTo(NET);
        assertThat(Earnings.of(x, z, x, z).withDefinition(NET).definition()).isEqualTo(NET);
        String before = GammaGamma.of(6, 4, 15)
                .withDefinition(NET)
                .toText()
                .replace("gamma-gamma 3 format 2", "gamma-gamma 1")
                .replaceFirst("definition .*\n", "")
                .replaceFirst("checksum .*\n", "");
        assertThat(GammaGamma.FAMILY.read(before).definition()).isEqualTo(PurchaseDefinition.standard());
    }
}
