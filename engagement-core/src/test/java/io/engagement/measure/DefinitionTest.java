package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.measure.spi.Condition;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Registry NONE = Registry.empty();
    private static final PurchaseDefinition STANDARD = PurchaseDefinition.standard();
    private static final ContractTerms MONTHLY = ContractTerms.standard(TimeScale.MONTHS);
    private static final EngagementDefinition ENGAGEMENT = EngagementDefinition.withDefaults();

    static List<Definition> definitions() {
        Filter odd = Filter.department("a; zone b", "c \"d\" \\").negate().and(Filter.purpose(Purpose.USE));
        return List.of(
                STANDARD,
                STANDARD.byPeriod(TimeScale.WEEKS).withRefunds(Filter.purpose(Purpose.RETURN)),
                new PurchaseDefinition(odd, BERLIN),
                new PurchaseDefinition(odd, ZoneOffset.ofHours(2), Optional.empty(), Optional.of(odd.negate())),
                MONTHLY,
                new ContractTerms(odd, Filter.all(), BERLIN, TimeScale.YEARS),
                ENGAGEMENT,
                ENGAGEMENT.withFilter(odd).withHorizon(Duration.ofMillis(86_400_001)),
                ENGAGEMENT.withWeights(EffortWeights.uniform()),
                ENGAGEMENT.withWeights(EffortWeights.uniform()
                        .withPurpose(Purpose.of("A=B, C}"), 1e-7)
                        .withChannel(Channel.of("fax; \"old\""), 1.0 / 3)));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theTextOfADefinitionIsOneLineAndReadToAnEqualOne(Definition definition) {
        assertThat(definition.toText().lines()).hasSize(1);
        assertThat(Definition.read(definition.toText(), NONE))
                .isEqualTo(definition)
                .hasSameHashCodeAs(definition)
                .hasToString(definition.describe());
    }

    @Test
    void aConditionOfTheUsersIsReadByTheRegistryByNameAndVersion() {
        Condition never = (kind, quantities) -> false;
        Filter filter = Filter.where("late, \"at night\"", 2, never)
                .and(Filter.below(Quantity.VALUE, -0.25).negate())
                .or(Filter.known(Quantity.COST))
                .or(Filter.longerThan(Duration.ofMinutes(5)));
        Registry own = NONE.with(Condition.class, "late, \"at night\"", 2, never);
        assertThat(Filter.read(filter.toText(), own)).isEqualTo(filter);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.read(filter.toText(), NONE))
                .withMessageContaining("Condition late, \"at night\" 2")
                .withMessageContaining("pass one to which with(");
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.read("valu<3", NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.read("value<x", NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> Filter.where("late", 0, never));
    }

    @Test
    void theTextIsTheSameInEveryVersionOfTheLibrary() {
        assertThat(STANDARD.toText()).isEqualTo("purchases 1; of purpose=PURCHASE; zone Z");
        assertThat(STANDARD.byPeriod(TimeScale.WEEKS)
                        .withRefunds(Filter.purpose(Purpose.RETURN))
                        .toText())
                .isEqualTo("purchases 1; of purpose=PURCHASE; zone Z; by WEEKS; less purpose=RETURN");
        assertThat(MONTHLY.toText())
                .isEqualTo("contracts 1; from purpose=SIGN_UP; to purpose=CANCELLATION; zone Z; by MONTHS");
        assertThat(ENGAGEMENT
                        .withWeights(EffortWeights.uniform().withPurpose(Purpose.USE, 0.1))
                        .toText())
                .isEqualTo("engagement 1; of (actor=PERSON and direction=INBOUND|UNKNOWN and initiator=CUSTOMER);"
                        + " weights {USE=0.1}*{}; within PT720H");
    }

    @Test
    void aDefinitionIsDescribedInWords() {
        assertThat(STANDARD.byPeriod(TimeScale.WEEKS).withRefunds(Filter.purpose(Purpose.RETURN)))
                .hasToString("purchases (purpose=PURCHASE), counted by calendar week in UTC, less refunds"
                        + " (purpose=RETURN)");
        assertThat(MONTHLY)
                .hasToString(
                        "contracts from purpose=SIGN_UP to purpose=CANCELLATION, renewed every month, by days in UTC");
        assertThat(ENGAGEMENT.withWeights(EffortWeights.uniform()))
                .hasToString("own acts within 30 days (" + Filter.ownInitiative() + "), weights uniform");
    }

    @Test
    void utcIsTheSameZoneWhateverItIsCalled() {
        assertThat(new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of("UTC")))
                .isEqualTo(STANDARD);
        assertThat(new ContractTerms(MONTHLY.signUps(), MONTHLY.cancellations(), ZoneId.of("UTC"), TimeScale.MONTHS))
                .isEqualTo(MONTHLY);
    }

    @Test
    void theDifferenceOfTwoDefinitionsIsNamed() {
        assertThat(new PurchaseDefinition(STANDARD.filter(), BERLIN).differenceFrom(STANDARD))
                .contains("purchases are counted by day in Europe/Berlin here, by day in UTC there");
        assertThat(STANDARD.differenceFrom(new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC)
                        .withRefunds(Filter.purpose(Purpose.RETURN))))
                .contains("what counts as a purchase is purpose=PURCHASE here, purpose=USE there;"
                        + " refunds are not taken off here, purpose=RETURN there");
        assertThat(STANDARD.differenceFrom(STANDARD.byPeriod(TimeScale.DAYS)))
                .contains("purchases are counted by day in UTC here, by calendar day in UTC there");
        assertThat(MONTHLY.differenceFrom(ContractTerms.standard(TimeScale.YEARS)))
                .contains("it is renewed every month here, year there");
        assertThat(ENGAGEMENT.differenceFrom(ENGAGEMENT.withHorizon(Duration.ofDays(90))))
                .contains("the horizon is 30 days here, 90 days there");
        assertThat(STANDARD.differenceFrom(MONTHLY))
                .contains("what is counted is " + STANDARD + " here, " + MONTHLY + " there");
        for (Definition each : definitions()) {
            assertThat(each.differenceFrom(each)).isEmpty();
        }
    }

    @Test
    void definitionsThatDifferAreRefusedTogether() {
        assertThatCode(() -> STANDARD.requireSame("bg-nbd", PurchaseDefinition.standard(), "gamma-gamma"))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.requireSame(
                        "bg-nbd", new PurchaseDefinition(STANDARD.filter(), BERLIN), "gamma-gamma"))
                .withMessage(
                        "bg-nbd and gamma-gamma have different definitions: purchases are counted by day in UTC here,"
                                + " by day in Europe/Berlin there (here: bg-nbd, there: gamma-gamma); fit both with one"
                                + " definition");
    }

    @Test
    void engagementIsNeverMoreThanWhatCustomersDoOfTheirOwnAccord() {
        EngagementDefinition all = ENGAGEMENT.withFilter(Filter.all());
        EngagementDefinition web = ENGAGEMENT.withFilter(Filter.channel(Channel.WEB));

        assertThat(all).isEqualTo(ENGAGEMENT);
        assertThat(web.effort(InteractionKind.of(Channel.WEB, Initiator.COMPANY, Purpose.QUESTION)))
                .isZero();
        assertThat(web.effort(InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION)))
                .isEqualTo(1);
        assertThat(web.effort(InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "purchases 2; of all; zone Z | later version",
                "purchases 1; zone Z | must have the key of",
                "purchases 1; of all; zone Z; zone Z | once",
                "purchases 1; of all; zone Z; merged no | has 'merged no'",
                "purchases 1; of all; zone Mars/Olympus | zone of a definition must be a zone",
                "purchases 1; of all; zone Z; by HOURS | period must be DAYS",
                "purchases 1; of all; zone Z; by SECONDS | by of a definition must be DAYS",
                "contracts 1; from all; to all; zone Z; by HOURS | period must be DAYS",
                "engagement 1; of all; weights uniform; within a while | such as PT720H",
                "engagement 1; of all; weights uniform; within PT0S | horizon must be",
                "engagement 1; of all; weights {USE=-1}*{}; within PT720H | weight of USE must be",
                "engagement 1; of all; weights {USE=1, USE=2}*{}; within PT720H | no name twice",
                "engagement 1; of all; weights {USE=x}*{}; within PT720H | a number",
                "engagement 1; of all; weights uniform*; within PT720H | '{'",
                "receipts 1; of all | must begin with purchases, contracts, engagement or retention"
            })
    void aTextThatIsNoDefinitionIsRefused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Definition.read(text, NONE))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not",
                "purpose",
                "purpose=",
                "colour=RED",
                "initiator=NOBODY",
                "(all)",
                "(all and all",
                "all all",
                "purpose=\"A",
                "purpose=\"A\\",
                "purpose=\"\\u12",
                "(all and all or all)",
                "department=\" \\u00zz\""
            })
    void aTextThatIsNoFilterIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.read(text, NONE))
                .withMessageContaining("text of a filter must have");
    }

    @Test
    void aTextOfCountlessTermsIsRefusedAndDoesNotEndTheProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.read("(".repeat(1_000_000), NONE))
                .withMessageContaining("no more than 500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.read("not ".repeat(1_000_000) + "all", NONE))
                .withMessageContaining("no more than 500");
    }

    @Test
    void whatIsTheUsersOwnIsFoundByTypeNameAndVersion() {
        Registry own = NONE.with(String.class, "weekend", 1, "first").with(String.class, "weekend", 2, "second");

        assertThat(own.get(String.class, "weekend", 1)).isEqualTo("first");
        assertThat(own.get(String.class, "weekend", 2)).isEqualTo("second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.get(String.class, "weekend", 3))
                .withMessage("the text needs your own String weekend 3, and the registry has [String weekend 1, String"
                        + " weekend 2]: pass one to which with(String.class, \"weekend\", 3, ...) has added it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.with(String.class, "weekend", 2, "third"))
                .withMessageContaining("another version");
        assertThatIllegalArgumentException().isThrownBy(() -> own.with(String.class, " ", 1, "blank"));
        assertThatIllegalArgumentException().isThrownBy(() -> own.with(String.class, "weekday", 0, "none"));
    }
}
