package io.engagement.spring;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What is known of a customer, from the fields of an object. */
final class CustomerJson {
    static final List<String> FIELDS =
            List.of("since", "preferred", "refused", "contact_limit", "limit_period", "attributes");

    /** Attributes that scores and the policy read, besides consent.CHANNEL. */
    private static final Set<String> READ = Set.of("consent", ContactPolicy.ZONE_ATTRIBUTE);

    private static final String LIMIT = "a whole number from 0 to " + Integer.MAX_VALUE;

    private final EventJson events;
    private final JsonFields fields;

    CustomerJson(EventJson events, JsonFields fields) {
        this.events = events;
        this.fields = fields;
    }

    Customer read(String id) {
        return new Customer(
                JsonFields.requireText("customer", id), fields.instant("since"), preferences(), attributes());
    }

    private Preferences preferences() {
        List<Channel> preferred = channels("preferred");
        Set<Channel> refused = new TreeSet<>(channels("refused"));
        for (Channel each : preferred) {
            if (refused.contains(each)) {
                throw new InvalidFieldException("refused", each.toString(), "channels that are not preferred too");
            }
        }
        OptionalInt limit = limit(fields.number("contact_limit", LIMIT));
        return new Preferences(preferred, refused, limit, period(limit.isPresent()));
    }

    private Optional<Duration> period(boolean isLimited) {
        Optional<Duration> period = fields.duration("limit_period");
        if (isLimited && period.isEmpty()) {
            throw InvalidFieldException.missing("limit_period", "told where contact_limit is, such as P7D");
        }
        if (!isLimited && period.isPresent()) {
            throw InvalidFieldException.missing("contact_limit", LIMIT + " where limit_period is told");
        }
        period.filter(length -> length.isNegative() || length.isZero()).ifPresent(length -> {
            throw new InvalidFieldException("limit_period", length.toString(), "longer than PT0S");
        });
        return period;
    }

    private static OptionalInt limit(OptionalDouble number) {
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        double limit = number.getAsDouble();
        if (!(limit >= 0 && limit <= Integer.MAX_VALUE && limit == Math.rint(limit))) {
            throw new InvalidFieldException("contact_limit", Double.toString(limit), LIMIT);
        }
        return OptionalInt.of((int) limit);
    }

    private List<Channel> channels(String name) {
        Optional<JsonNode> node = fields.node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!node.get().isArray()) {
            throw new InvalidFieldException(name, node.get().toString(), "an array of channels");
        }
        List<Channel> named = new ArrayList<>();
        node.get().forEach(each -> named.add(events.channel(name, JsonFields.text(name, each))));
        return named;
    }

    /** Whoever misspells consent would be told that it was kept, and it would not be. */
    private static String attribute(String name) {
        String read = name.toLowerCase(Locale.ROOT);
        if (!read.equals(name) && (READ.contains(read) || read.startsWith("consent."))) {
            throw new InvalidFieldException(
                    "attributes", name, "an object of texts, in which " + read + " is written in lower case");
        }
        try {
            return JsonFields.requireText("attributes", name);
        } catch (InvalidFieldException none) {
            throw new InvalidFieldException(
                    "attributes",
                    none.value().orElse(name),
                    "an object of texts, each by a name that is " + none.allowed());
        }
    }

    private Map<String, String> attributes() {
        Optional<JsonNode> node = fields.node("attributes");
        if (node.isEmpty()) {
            return Map.of();
        }
        if (!node.get().isObject()) {
            throw new InvalidFieldException("attributes", node.get().toString(), "an object of texts");
        }
        Map<String, String> attributes = new TreeMap<>();
        node.get()
                .properties()
                .forEach(each -> attributes.put(
                        attribute(each.getKey()), JsonFields.text("attributes." + each.getKey(), each.getValue())));
        return attributes;
    }
}
