package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Customer;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Unit;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Facts as values and texts. */
class LevelsTest {
    private static LogView view(String... segments) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < segments.length; i++) {
            log.customer(Customer.of("c" + i).withAttribute("segment", segments[i]));
        }
        return log.customer(Customer.of("none")).build().asOf(Instant.EPOCH);
    }

    @Test
    void levelsAreLearntInSortedOrderAndTheFirstIsTheBaseline() {
        Levels levels = Levels.of(view("silver", "gold ", "basic", "gold", " "), "segment");
        assertThat(levels.levels()).containsExactly("basic", "gold", "silver");
        assertThat(levels.baseline()).isEqualTo("basic");
        assertThat(levels.columns()).containsExactly("segment=gold", "segment=silver");
        assertThat(levels.measures())
                .containsExactly(Measure.category(levels, "gold"), Measure.category(levels, "silver"));
    }

    @Test
    void anAttributeThatNobodyOrEverybodyHasAnotherOneOfIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.of(view("gold", "gold"), "segment"))
                .withMessageContaining("must have from 2 to 256 levels among the customers, had 1: [gold]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.of(view("gold", "basic"), "Segmnt"))
                .withMessage(
                        "there is no attribute of customers 'Segmnt': did you mean 'segment'? there are [segment]");
        String[] ids = IntStream.range(0, 300).mapToObj(i -> "id" + i).toArray(String[]::new);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.of(view(ids), "segment"))
                .withMessageContaining("is it a number or an id? Group it first");
    }

    @Test
    void levelsDifferAndAreNotBlank() {
        for (List<String> levels : List.of(List.of("a", "a"), List.of("a", " a"), List.of("a", " "))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Levels.of("x", levels))
                    .withMessageContaining("levels of x must differ and not be blank");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Levels.of("x", List.of("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> Levels.of(" ", List.of("a", "b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.of("x", List.of("a", "b")).withBaseline("c"))
                .withMessage("attribute x has no level 'c'; it has [a, b]");
    }

    @Test
    void aChoiceOfBaselineOrOfUnseenLevelsIsAnotherMeasure() {
        Levels levels = Levels.of("x", List.of("a", "b", "c"));
        assertThat(List.of(
                        Measure.category(levels, "b"),
                        Measure.category(levels.unseenAsBaseline(), "b"),
                        Measure.category(levels.withBaseline("c"), "b"),
                        Measure.category(Levels.of("x", List.of("b", "a", "c")), "b")))
                .doesNotHaveDuplicates();
    }

    @Test
    void indicatorsOfOneCategoryShareASlot() {
        Levels levels = Levels.of("x", List.of("a", "b", "c"));
        assertThat(StateLayout.of(levels.measures()).slots()).isEqualTo(1);
    }

    @Test
    void factsAreReadFromTheirTexts() {
        assertThat(Fact.attribute("age").toText()).isEqualTo("attribute 1; name age");
        assertThat(Fact.given("nps", Unit.SHARE).toText()).isEqualTo("given 1; name nps; unit SHARE");
        assertThat(Levels.of("segment", List.of("basic", "gold")).toText())
                .isEqualTo("levels 1; of segment; names basic|gold; baseline basic; unseen refused");
    }

    @Property(seed = "20261129", tries = 200)
    void aFactIsReadAsItWasWritten(@ForAll("names") String name, @ForAll("levels") List<String> levels) {
        Levels named = Levels.of(name, levels);
        List<Fact> facts = List.of(
                Fact.attribute(name),
                Fact.given(name, Unit.MONEY),
                named,
                named.unseenAsBaseline().withBaseline(named.levels().get(1)));
        for (Fact fact : facts) {
            assertThat(fact.toText().lines()).hasSize(1);
            Fact read = Fact.read(fact.toText());
            assertThat(read).isEqualTo(fact);
            assertThat(read.measures()).isEqualTo(fact.measures());
            assertThat(read.columns()).isEqualTo(fact.columns());
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(text -> text + "|\"; \\")
                .filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<List<String>> levels() {
        return names().map(String::strip).list().uniqueElements().ofMinSize(2).ofMaxSize(6);
    }

    @Test
    void aTextThatIsNoFactIsRefused() {
        for (String text : List.of(
                "",
                "age",
                "attribute 2; name age",
                "attribute 1",
                "attribute 1; name a|b",
                "attribute 1; name \" \"",
                "given 1; name nps; unit EURO",
                "measured 1; name n; by \"decayed[all, PT1H]\"; label n",
                "measured 1; name n; by \"decayed[all, \"; label n",
                "measured 1; name n; by \"decayed[all, x]\"; label n",
                "measured 1; name n; by \"count_within[all, \"; label n",
                "measured 1; name n; by \"count_within[all, PT1H]\"; label n",
                "measured 1; name n; by \"distinct_days[all, \"; label n",
                "levels 1; of x; names a; baseline a; unseen refused",
                "levels 1; of x; names a|b; baseline c; unseen refused",
                "levels 1; of x; names a|b; baseline a; unseen kept",
                "levels 1; of x; names a|b; baseline a; unseen refused; more 1")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Fact.read(text));
        }
    }
}
