package io.engagement.fit;

import io.engagement.domain.InitiatorCounts;
import java.lang.module.ModuleDescriptor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model was fitted to, and by what.
 *
 * @param model name of the model
 * @param customers number of customers (or other observations), by weight
 * @param distinctRows number of distinct rows that the likelihood was computed on
 * @param periodStart when the observations start; empty if it is not known
 * @param periodEnd when they end; empty if it is not known
 * @param timeScale name of the unit of time; empty if the model has none
 * @param interactions the interactions that were read; empty if the model was fitted to numbers that do not tell
 * @param libraryVersion version of this library
 */
public record Provenance(
        String model,
        double customers,
        int distinctRows,
        Optional<Instant> periodStart,
        Optional<Instant> periodEnd,
        Optional<String> timeScale,
        Optional<InitiatorCounts> interactions,
        String libraryVersion) {
    /** 2^53 milliseconds, as of any instant of an interaction. */
    private static final long FARTHEST_SECOND = (1L << 53) / 1000;

    /**
     * Refuses a period that no data can be of.
     *
     * @param model name of the model
     * @param customers number of customers (or other observations), by weight
     * @param distinctRows number of distinct rows that the likelihood was computed on
     * @param periodStart when the observations start; empty if it is not known
     * @param periodEnd when they end; empty if it is not known
     * @param timeScale name of the unit of time; empty if the model has none
     * @param interactions the interactions that were read; empty if the model was fitted to numbers that do not tell
     * @param libraryVersion version of this library
     * @throws IllegalArgumentException if the period ends before it starts or lies beyond all instants of interactions
     */
    public Provenance {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(timeScale, "timeScale");
        Objects.requireNonNull(interactions, "interactions");
        Objects.requireNonNull(libraryVersion, "libraryVersion");
        periodStart.ifPresent(start -> checkNear("period_start", start));
        periodEnd.ifPresent(end -> checkNear("period_end", end));
        if (periodStart.isPresent()
                && periodEnd.isPresent()
                && periodStart.get().isAfter(periodEnd.get())) {
            throw new IllegalArgumentException(
                    "period_end must not be before period_start " + periodStart.get() + ", was " + periodEnd.get());
        }
    }

    private static void checkNear(String name, Instant instant) {
        if (Math.abs(instant.getEpochSecond()) >= FARTHEST_SECOND) {
            throw new IllegalArgumentException(name + " must lie within 285,000 years of 1970, was " + instant);
        }
    }

    /** Whole numbers are exact up to here. */
    private static final double MOST = 1L << 53;

    /**
     * Of a model that was fitted now, by this version of the library.
     *
     * @param model name of the model
     * @param customers number of customers (or other observations), by weight
     * @param distinctRows number of distinct rows
     * @return with no period and no unit of time yet
     */
    public static Provenance of(String model, double customers, int distinctRows) {
        return new Provenance(
                model,
                customers,
                distinctRows,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version());
    }

    /**
     * This provenance with a period.
     *
     * @param start when the observations start; empty if it is not known
     * @param end when they end; empty if it is not known
     * @return the changed copy
     */
    public Provenance withPeriod(Optional<Instant> start, Optional<Instant> end) {
        return new Provenance(model, customers, distinctRows, start, end, timeScale, interactions, libraryVersion);
    }

    /**
     * This provenance with a unit of time.
     *
     * @param name of the unit
     * @return the changed copy
     */
    public Provenance withTimeScale(String name) {
        return new Provenance(
                model,
                customers,
                distinctRows,
                periodStart,
                periodEnd,
                Optional.of(Objects.requireNonNull(name, "name")),
                interactions,
                libraryVersion);
    }

    /**
     * This provenance with the interactions that were read.
     *
     * @param read how many, by how their initiator is known; empty if that is not known
     * @return the changed copy
     */
    public Provenance withInteractions(Optional<InitiatorCounts> read) {
        return new Provenance(model, customers, distinctRows, periodStart, periodEnd, timeScale, read, libraryVersion);
    }

    private static String version() {
        // From the manifest on the class path, from the module's descriptor on the module path.
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                .or(() -> Optional.ofNullable(Provenance.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion))
                .orElse("development");
    }

    static Provenance read(ModelText text) {
        return new Provenance(
                text.word("model"),
                text.number("customers", 0, Double.MAX_VALUE),
                text.whole("distinct_rows", 0, Integer.MAX_VALUE),
                instant(text, "period_start"),
                instant(text, "period_end"),
                text.optionalWord("time_scale"),
                interactions(text),
                text.word("library_version"));
    }

    /** Texts that were saved before interactions were counted have none. */
    private static Optional<InitiatorCounts> interactions(ModelText text) {
        return text.optionalWord("interactions_given").isEmpty()
                ? Optional.empty()
                : Optional.of(new InitiatorCounts(
                        whole(text, "interactions_given"),
                        whole(text, "interactions_inferred"),
                        whole(text, "interactions_unknown")));
    }

    private static long whole(ModelText text, String key) {
        return (long) text.number(key, 0, MOST);
    }

    private static Optional<Instant> instant(ModelText text, String key) {
        return text.optionalWord(key).isPresent() ? Optional.of(text.instant(key)) : Optional.empty();
    }

    ModelText toText() {
        ModelText text = ModelText.of("provenance", 1)
                .with("model", model)
                .with("customers", customers)
                .with("distinct_rows", Integer.toString(distinctRows))
                .with("library_version", libraryVersion);
        text = periodStart.isPresent()
                ? text.with("period_start", periodStart.get().toString())
                : text;
        text = periodEnd.isPresent() ? text.with("period_end", periodEnd.get().toString()) : text;
        if (interactions.isPresent()) {
            text = text.with(
                            "interactions_given",
                            Long.toString(interactions.get().given()))
                    .with(
                            "interactions_inferred",
                            Long.toString(interactions.get().inferred()))
                    .with(
                            "interactions_unknown",
                            Long.toString(interactions.get().unknown()));
        }
        return timeScale.isPresent() ? text.with("time_scale", timeScale.get()) : text;
    }
}
