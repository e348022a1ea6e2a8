package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Filters are values of a small algebra: the same terms are the same filter, and pass the same. */
class FilterConsistencyTest {
    private static final List<Filter> TERMS = List.of(
            Filter.all(),
            Filter.purpose(Purpose.PURCHASE, Purpose.USE),
            Filter.channel(Channel.WEB),
            Filter.department("sales"),
            Filter.department("a or b", "say \"no\""),
            Filter.department("two\nlines; and \\ \ud83d\ude00 \ud83d"),
            Filter.actor(Actor.PERSON),
            Filter.direction(Direction.OUTBOUND),
            Filter.ownInitiative());

    @Provide
    Arbitrary<Filter> filter() {
        return nested(4);
    }

    private static Arbitrary<Filter> nested(int depth) {
        Arbitrary<Filter> term = Arbitraries.of(TERMS);
        if (depth == 0) {
            return term;
        }
        Arbitrary<Filter> inner = nested(depth - 1);
        return Arbitraries.oneOf(
                term,
                inner.map(Filter::negate),
                Combinators.combine(inner, inner).as(Filter::and),
                Combinators.combine(inner, inner).as(Filter::or));
    }

    @Provide
    Arbitrary<InteractionKind> kind() {
        return Combinators.combine(
                        Arbitraries.of(Channel.WEB, Channel.PHONE),
                        Arbitraries.of(Purpose.PURCHASE, Purpose.OFFER),
                        Arbitraries.of(Initiator.values()),
                        Arbitraries.of(Direction.values()),
                        Arbitraries.of(Actor.values()),
                        Arbitraries.of(Optional.of("sales"), Optional.of("a or b"), Optional.<String>empty()))
                .as((channel, purpose, initiator, direction, actor, department) ->
                        new InteractionKind(channel, purpose, initiator, false, direction, actor, department));
    }

    @Property(seed = "41", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSameTermsAreTheSameFilter(
            @ForAll("filter") Filter a, @ForAll("filter") Filter b, @ForAll("filter") Filter c) {
        assertThat(a.and(b))
                .isEqualTo(b.and(a))
                .hasSameHashCodeAs(b.and(a))
                .hasToString(b.and(a).toString());
        assertThat(a.or(b))
                .isEqualTo(b.or(a))
                .hasSameHashCodeAs(b.or(a))
                .hasToString(b.or(a).toString());
        assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
        assertThat(a.or(b).or(c)).isEqualTo(a.or(b.or(c)));
        assertThat(a.and(a)).isEqualTo(a);
        assertThat(a.or(a)).isEqualTo(a);
        assertThat(a.and(Filter.all())).isEqualTo(a);
        assertThat(a.or(Filter.all())).isEqualTo(Filter.all());
        assertThat(a.negate().negate()).isEqualTo(a);
    }

    @Property(seed = "42", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void filtersPassWhatLogicSays(
            @ForAll("filter") Filter a, @ForAll("filter") Filter b, @ForAll("kind") InteractionKind kind) {
        assertThat(a.and(b).matches(kind)).isEqualTo(a.matches(kind) && b.matches(kind));
        assertThat(a.or(b).matches(kind)).isEqualTo(a.matches(kind) || b.matches(kind));
        assertThat(a.negate().matches(kind)).isNotEqualTo(a.matches(kind));
        assertThat(a.or(b).negate().matches(kind))
                .isEqualTo(a.negate().and(b.negate()).matches(kind));
    }

    @Property(seed = "43", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void twoFiltersHaveOneTextOnlyIfTheyAreEqual(@ForAll("filter") Filter a, @ForAll("filter") Filter b) {
        assertThat(a.toString().equals(b.toString())).isEqualTo(a.equals(b));
    }

    @Example
    void namesThatCouldBeTakenForSomethingElseStandInQuotes() {
        assertThat(Filter.department("a|b")).hasToString("department=\"a|b\"");
        assertThat(Filter.department("a", "b")).hasToString("department=a|b");
        assertThat(Filter.department("a\"\\")).hasToString("department=\"a\\\"\\\\\"");
        assertThat(Filter.department("überblick-2.0")).hasToString("department=überblick-2.0");
    }

    @Example
    void ownInitiativeIsAPersonOnTheCustomersSide() {
        assertThat(Filter.ownInitiative())
                .hasToString("(actor=PERSON and direction=INBOUND|UNKNOWN and initiator=CUSTOMER)");
        InteractionKind question = InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION);
        assertThat(Filter.ownInitiative().matches(question)).isTrue();
    }

    @Property(seed = "43", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theTextOfAFilterIsReadToAnEqualOneAndIsOneLine(@ForAll("filter") Filter filter) {
        assertThat(filter.toText().lines()).hasSize(1);
        assertThat(Filter.read(filter.toText(), Registry.empty())).isEqualTo(filter);
    }
}
