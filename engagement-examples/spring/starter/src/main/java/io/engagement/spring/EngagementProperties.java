package io.engagement.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the live store.
 *
 * @param setup file of fitted models, as {@code engagement score --save-setup} writes; not needed where a bean is a ScoringSetup or a Scorer
 * @param policy file of the contact policy, as {@code ContactPolicy.toText()} has it; the standard policy where there is none
 * @param live what the store remembers, and for how long
 * @param snapshot where the store is kept
 * @param changes what "what changed" compares with
 * @param events what events may say
 */
@ConfigurationProperties("engagement")
public record EngagementProperties(
        @Nullable Path setup,
        @Nullable Path policy,
        @DefaultValue Live live,
        @DefaultValue Snapshot snapshot,
        @DefaultValue Changes changes,
        @DefaultValue Events events) {

    /**
     * What the store remembers, and for how long.
     *
     * @param reorderWindow how far out of order interactions may come and be taken exactly by measures of order
     * @param duplicateWindow for how long ids are remembered: who sends an interaction again later than that counts it twice
     * @param threadHorizon for how long threads are remembered, so that initiators are inferred from them
     * @param longestClockStep by how much the clock may jump ahead and be believed
     * @param shards into how many parts customers are spread; a power of 2
     */
    public record Live(
            @DefaultValue("PT1M") Duration reorderWindow,
            @DefaultValue("P7D") Duration duplicateWindow,
            @DefaultValue("P30D") Duration threadHorizon,
            @DefaultValue("P366D") Duration longestClockStep,
            @DefaultValue("64") int shards) {}

    /**
     * Where the store is kept.
     *
     * @param file restored at start, written at shutdown; without one all is forgotten with the process. Beside it stands {@code
     *     FILE.erased}, which remembers who was erased
     * @param every how often it is written meanwhile; 0 for at shutdown only
     * @param key seals the file: 16 bytes or more in Base64. A file that was not sealed with it is not restored
     */
    public record Snapshot(
            @Nullable Path file,
            @DefaultValue("PT5M") Duration every,
            @Nullable String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Snapshot[file=" + file + ", every=" + every + ", key=" + (key == null ? "none" : "given") + "]";
        }
    }

    /**
     * What "what changed" compares with.
     *
     * @param every how often all customers' measures are marked, at start for the first time; 0 for never. A mark takes 8 bytes for
     *     each measure, and some 100, of each customer
     */
    public record Changes(@DefaultValue("P1D") Duration every) {}

    /**
     * What events may say beyond the usual.
     *
     * @param channels more channels than the library's own
     * @param purposes more purposes than the library's own
     * @param earliest from when on events are taken: an earlier one is refused
     * @param mostAhead how far ahead of the clock an event may be: one that is farther is refused, one that is not waits in the store
     */
    public record Events(
            @DefaultValue List<String> channels,
            @DefaultValue List<String> purposes,
            @DefaultValue("1990-01-01T00:00:00Z") Instant earliest,
            @DefaultValue("PT5M") Duration mostAhead) {}
}
