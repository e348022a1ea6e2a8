package io.engagement.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Condition;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StagesTest {
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);
    private static final PurchaseDefinition ACTS = Stages.acts(ZoneOffset.UTC);

    @Test
    void whatIsWrittenIsReadTheSame() {
        for (Stages stages : new Stages[] {
            JourneyBases.everyRule(JourneyBases.BERLIN),
            Stages.standard(JourneyBases.habit(ZoneOffset.UTC)),
            Stages.ofActs(JourneyBases.habit(ZoneOffset.UTC)),
            Stages.standard(ACTS)
        }) {
            Stages read = Stages.read(stages.toText());
            assertThat(read).isEqualTo(stages).hasSameHashCodeAs(stages);
            assertThat(read.toText()).isEqualTo(stages.toText());
            assertThat(read.stage()).isEqualTo(stages.stage());
        }
    }

    @Test
    void onesOwnFilterIsReadByItsName() {
        Condition large = (kind, of) -> of.applyAsDouble(Quantity.VALUE) > 9;
        Stages stages = Stages.builder(ACTS)
                .stage("large", StageRule.since(Filter.where("large", large)))
                .build();

        assertThat(Stages.read(stages.toText(), Registry.empty().with(Condition.class, "large", 1, large)))
                .isEqualTo(stages);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.read(stages.toText()))
                .withMessageContaining("Condition large 1");
    }

    @Test
    void stagesTellTheirRulesInWords() {
        assertThat(JourneyBases.everyRule(ZoneOffset.UTC).toString())
                .contains("used: 2 times purpose=USE after 'buyer'")
                .contains("regular: on 2 days purpose=PURCHASE until purpose=CANCELLATION")
                .contains("gone: silent beyond the share 0.99 of their own gaps; or since purpose=CANCELLATION");
    }

    @Test
    void otherStagesAreNotEqual() {
        Stages one = Stages.builder(ACTS).stage("a", StageRule.known()).build();
        assertThat(one)
                .isNotEqualTo(Stages.builder(ACTS).stage("b", StageRule.known()).build());
        assertThat(one)
                .isNotEqualTo(Stages.builder(ACTS)
                        .stage("a", StageRule.known().withLasting(Duration.ofDays(1)))
                        .build());
        assertThat(one.stage())
                .isNotEqualTo(Stages.builder(ACTS)
                        .stage("a", StageRule.since(BOUGHT))
                        .build()
                        .stage());
    }

    @Test
    void whatMakesNoStagesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.builder(ACTS).build())
                .withMessage("stages must be at least one, were none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.builder(ACTS).stage("a"))
                .withMessageContaining("a stage needs a rule");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Stages.builder(ACTS).stage("a", StageRule.known()).stage("a", StageRule.known()))
                .withMessage("two stages are named 'a': rename one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.builder(ACTS).stage(" a", StageRule.known()))
                .withMessageContaining("one line without blanks around it");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Stages.builder(ACTS).stage("a", StageRule.since(BOUGHT).withAfter("b")))
                .withMessage("stage 'a' counts after 'b', which must be one of the stages before it: []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.builder(ACTS).stage("a", StageRule.silent(0.9)))
                .withMessageContaining("begin with a habit");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Stages.builder(ACTS).stage("a", StageRule.backFrom("b")).build())
                .withMessageContaining("coming back from 'b', which must be another of [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.builder(ACTS.byPeriod(TimeScale.MONTHS)))
                .withMessage("acts must be by days, were by MONTHS");
    }

    @Test
    void whatMakesNoRuleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageRule.times(BOUGHT, 0))
                .withMessage("least must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageRule.silent(1))
                .withMessage("share must be between 0 and 1, such as 0.9, was 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> StageRule.sum(BOUGHT, Quantity.VALUE, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> StageRule.sum(BOUGHT, Quantity.ID, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageRule.known().withAfter("a"))
                .withMessageContaining("only rules of a filter or of silence take 'after'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageRule.silent(0.9).withUntil(BOUGHT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageRule.silent(0.9).withLasting(Duration.ofDays(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageRule.known().withLasting(Duration.ofNanos(1)))
                .withMessageContaining("of whole milliseconds");
    }

    @Test
    void aStageWithoutSilenceHasNoInstantAhead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.standard(ACTS).timeUntil("repeat"))
                .withMessage("stage 'repeat' has no rule of silence: when it begins cannot be computed ahead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stages.standard(ACTS).timeUntil("Lapsed"))
                .withMessageContaining("no stage is named 'Lapsed', there are [prospect,");
    }
}
