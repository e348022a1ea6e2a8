package io.engagement.spring.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.engagement.live.Arrival;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreChange;
import io.engagement.spring.CurrentScores;
import io.engagement.strategy.policy.ContactDecision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is answered. A number that is not defined is null, and the reason says why. */
final class Answers {
    private Answers() {}

    /**
     * What was done with an event.
     *
     * @param id of the event
     * @param arrival as of {@link Arrival}, or ERASED where the customer was erased and the event is dropped
     */
    record Taken(
            @Nullable String id,

            @Schema(
                    allowableValues = {"TAKEN", "LATE", "AHEAD", "DUPLICATE", "ERASED"},
                    description =
                            "TAKEN: it counts. LATE: it came behind a later one, and counts but where order matters. AHEAD: it"
                                    + " lies ahead of the clock, waits and counts from its own time on; its id is taken. DUPLICATE: its id"
                                    + " came before, it is dropped. ERASED: its customer was erased, it is dropped")
            String arrival) {
        static Taken of(Optional<String> id, Optional<Arrival> arrival) {
            return new Taken(id.orElse(null), arrival.map(Arrival::name).orElse("ERASED"));
        }
    }

    /**
     * What was done with events.
     *
     * @param counts how many by arrival
     * @param events each, in their order
     */
    record AllTaken(Map<String, Integer> counts, List<Taken> events) {
        static AllTaken of(List<Taken> events) {
            Map<String, Integer> counts = new TreeMap<>();
            events.forEach(each -> counts.merge(each.arrival(), 1, Integer::sum));
            return new AllTaken(counts, events);
        }
    }

    /**
     * A customer's scores.
     *
     * @param customer whose
     * @param asOf as of when
     * @param since what changed is told since then; null if the customer was not known then
     * @param scores each score
     */
    record Scores(
            String customer,
            @JsonProperty("as_of") Instant asOf,
            @Nullable Instant since,
            List<Score> scores) {
        static Scores of(CurrentScores current) {
            return new Scores(
                    current.table().customerId(0),
                    current.table().asOf(),
                    current.since().orElse(null),
                    current.table().names().stream()
                            .map(name -> Score.of(current, name))
                            .toList());
        }
    }

    /**
     * A score.
     *
     * @param name its name
     * @param scale PROBABILITY from 0 to 1, INDEX from 0 to 100, MONEY or COUNT
     * @param value the score
     * @param baseline what a typical customer has
     * @param reason in words
     * @param contributions what it is made of: baseline and amounts add up to the value
     * @param change what changed since the last mark; null if the customer was not known then
     */
    record Score(
            String name,
            String scale,
            @Nullable Double value,
            @Nullable Double baseline,
            String reason,
            List<Part> contributions,
            @Nullable Change change) {
        static Score of(CurrentScores current, String name) {
            Explanation explanation = current.table().explain(0, name);
            return new Score(
                    name,
                    current.table().scale(name).name(),
                    number(current.table().get(0, name)),
                    number(explanation.baseline()),
                    explanation.reason(),
                    explanation.contributions().stream().map(Part::of).toList(),
                    current.change(name).map(Change::of).orElse(null));
        }
    }

    /**
     * What a score owes to one thing.
     *
     * @param name of what
     * @param value the customer's
     * @param typical the typical customer's
     * @param amount how much the score owes to it
     * @param sentence in words
     */
    record Part(
            String name,
            @Nullable Double value,
            @Nullable Double typical,
            @Nullable Double amount,
            String sentence) {
        static Part of(Contribution each) {
            return new Part(
                    each.name(), number(each.value()), number(each.typical()), number(each.amount()), each.sentence());
        }
    }

    /**
     * How a score changed.
     *
     * @param before the score then
     * @param now the score now
     * @param amount by how much
     * @param reason in words
     * @param parts by what; their amounts add up
     */
    record Change(
            @Nullable Double before,
            @Nullable Double now,
            @Nullable Double amount,
            String reason,
            List<ChangedPart> parts) {
        static Change of(ScoreChange change) {
            return new Change(
                    number(change.before()),
                    number(change.now()),
                    number(change.amount()),
                    change.reason(),
                    change.parts().stream().map(ChangedPart::of).toList());
        }
    }

    /**
     * What a change owes to one thing.
     *
     * @param name of what
     * @param before the customer's then
     * @param now the customer's now
     * @param amount how much the change owes to it
     * @param fact in words
     */
    record ChangedPart(
            String name,
            @Nullable Double before,
            @Nullable Double now,
            @Nullable Double amount,
            String fact) {
        static ChangedPart of(ScoreChange.Part part) {
            return new ChangedPart(
                    part.name(), number(part.before()), number(part.now()), number(part.amount()), part.fact());
        }
    }

    /**
     * Whether a customer may be contacted.
     *
     * @param customer whose
     * @param mayContact if so
     * @param reason as of {@link io.engagement.strategy.policy.ContactReason}
     * @param words the reason in words
     * @param firstYes from when on the answer is yes if nothing happens; null if only the customer can change it
     */
    record Contact(
            String customer,
            @JsonProperty("may_contact") boolean mayContact,
            String reason,
            String words,
            @JsonProperty("first_yes") @Nullable Instant firstYes) {
        static Contact of(String customer, ContactDecision decision) {
            return new Contact(
                    customer,
                    decision.mayContact(),
                    decision.reason().name(),
                    decision.reason().words(),
                    decision.firstYes().orElse(null));
        }
    }

    private static @Nullable Double number(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
