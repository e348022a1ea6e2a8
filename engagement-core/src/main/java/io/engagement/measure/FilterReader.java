package io.engagement.measure;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.measure.spi.Condition;
import io.engagement.measure.spi.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads the canonical text of filters: {@code all}, {@code field=name|name}, {@code quantity<number}, {@code quantity>number},
 * {@code known=quantity}, {@code where=name@version}, {@code not FILTER}, {@code (FILTER and FILTER ...)} and {@code (FILTER or
 * FILTER ...)}.
 */
final class FilterReader {
    /** Deeper ones would be too deep for the methods that call themselves. */
    private static final int DEEPEST = 500;

    private final TextCursor text;
    /** What is the user's own among the terms. */
    private final Registry registry;

    private FilterReader(TextCursor text, Registry registry) {
        this.text = text;
        this.registry = registry;
    }

    static Filter read(String text, Registry registry) {
        FilterReader reader =
                new FilterReader(new TextCursor("filter", Objects.requireNonNull(text, "text")), registry);
        Filter filter = reader.filter(0);
        reader.text.end();
        return filter;
    }

    /** Reads the filter that stands here, and no further. */
    static Filter read(TextCursor text, Registry registry) {
        return new FilterReader(text, registry).filter(0);
    }

    private Filter filter(int depth) {
        if (depth > DEEPEST) {
            throw text.refused("no more than " + DEEPEST + " terms within one another");
        }
        if (text.skip("not ")) {
            return filter(depth + 1).negate();
        }
        return text.skip("(") ? joined(depth + 1) : term();
    }

    private Filter joined(int depth) {
        List<Filter> terms = new ArrayList<>(List.of(filter(depth)));
        boolean any = text.skip(" or ");
        if (!any) {
            text.expect(" and ");
        }
        do {
            terms.add(filter(depth));
        } while (text.skip(any ? " or " : " and "));
        text.expect(")");
        // At once, as each joint sorts all that it joins.
        return any ? FilterTerms.any(terms.stream()) : FilterTerms.all(terms.stream());
    }

    private Filter term() {
        String name = text.name();
        if (name.equals("all")) {
            return Filter.all();
        }
        if (name.equals("where")) {
            text.expect("=");
            return where(text.name());
        }
        if (name.equals("known")) {
            text.expect("=");
            return Filter.known(quantity(text.name()));
        }
        if (text.skip("<")) {
            return new FilterTerms.Beyond(quantity(name), FilterTerms.Side.BELOW, text.number());
        }
        if (text.skip(">")) {
            return new FilterTerms.Beyond(quantity(name), FilterTerms.Side.ABOVE, text.number());
        }
        FilterTerms.Field field = Stream.of(FilterTerms.Field.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> text.refused("a term that filters have, not '" + name + "'"));
        text.expect("=");
        List<String> names = new ArrayList<>(List.of(text.name()));
        while (text.skip("|")) {
            names.add(text.name());
        }
        return oneOf(field, names);
    }

    private Filter where(String name) {
        double version = text.skip("@") ? text.number() : 1;
        if (version != (int) version) {
            throw text.refused("a whole version behind the '@' of " + name);
        }
        return where(name, (int) version);
    }

    private Filter where(String name, int version) {
        return Filter.where(name, version, registry.get(Condition.class, name, version));
    }

    private Quantity quantity(String name) {
        return Stream.of(Quantity.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> text.refused("a quantity such as 'value', not '" + name + "'"));
    }

    /** By the factories, which bring names into their canonical form. */
    private Filter oneOf(FilterTerms.Field field, List<String> names) {
        return switch (field) {
            case INITIATOR ->
                Filter.initiatedBy(names.stream()
                        .map(name -> constant(Initiator.values(), name))
                        .toArray(Initiator[]::new));
            case PURPOSE -> Filter.purpose(names.stream().map(Purpose::of).toArray(Purpose[]::new));
            case CHANNEL -> Filter.channel(names.stream().map(Channel::of).toArray(Channel[]::new));
            case DEPARTMENT -> Filter.department(names.toArray(String[]::new));
            case CAMPAIGN -> Filter.campaign(names.toArray(String[]::new));
            case DIRECTION ->
                Filter.direction(names.stream()
                        .map(name -> constant(Direction.values(), name))
                        .toArray(Direction[]::new));
            case ACTOR ->
                names.stream()
                        .map(name -> Filter.actor(constant(Actor.values(), name)))
                        .reduce(Filter::or)
                        .orElseThrow();
        };
    }

    private <E extends Enum<E>> E constant(E[] constants, String name) {
        return Stream.of(constants)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> text.refused("one of " + List.of(constants) + ", not '" + name + "'"));
    }
}
