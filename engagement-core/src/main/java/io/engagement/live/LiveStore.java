package io.engagement.live;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.file.ReplacedFile;
import io.engagement.internal.text.Names;
import io.engagement.live.Snapshots.Generation;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Measures of many customers, current with each interaction, and scores as of this moment. It keeps what measures need and
 * no interaction; after the same interactions it says what a log of them says.
 *
 * <ul>
 *   <li><b>Time</b> is the clock's. Scores are as of now, and change with time when nothing happens. An interaction that
 *       lies after the clock waits for its time.
 *   <li><b>A wrong clock</b> does no lasting harm. A reading that is ahead of the latest one believed by more than what has gone
 *       by since (as {@link System#nanoTime} tells) and {@linkplain Builder#withLongestClockStep the longest step}, 366 days
 *       unless told, is refused: adding and reading throw, and nothing has changed. The first reading after opening or
 *       restoring is believed, and so is a lesser step. Where the clock goes back by a minute or less, the store's time stands
 *       still; where by more, the store follows it back, also from the time that a snapshot holds: scores are as of then, what
 *       lies after then waits, ids that came are remembered, and what was taken under the wrong present decides no longer
 *       what is late: that begins anew with the next interaction. Only what was counted stays counted: interactions that
 *       waited until the wrong present, or bear its time. {@link LiveReport#clockFaults} tells of both.
 *   <li><b>Order.</b> Measures that take any order (counts, sums, decayed effort) are exact however late an interaction
 *       comes. Those that want the order of time (days, purchase days, gaps) are exact for whoever comes within the reorder
 *       window: not earlier than the newest interaction that the customer's shard has seen, of any customer, less the
 *       window. Also what comes later than that is taken in its place, unless it is of an earlier day, or whatever else a
 *       measure tells times by, than one of its customer that is outside the window too: then it is counted as {@link
 *       Arrival#LATE late}.
 *   <li><b>Duplicates.</b> An interaction whose id came from its customer within the duplicate window, by the clock, is
 *       dropped. Where interactions are numbered, a {@link Feed} knows without ids.
 *   <li><b>Initiators</b> that are not given are inferred from threads by the rule of {@link
 *       io.engagement.domain.Initiator}, as by a log of the same interactions, in whatever order those of the reorder window
 *       come: an earlier one that comes late changes the initiators of the later ones of its thread. Threads are remembered
 *       {@linkplain Builder#withThreadHorizon for a horizon}; {@link LiveReport#initiators} counts what could not be
 *       inferred.
 *   <li><b>What is known of customers</b> apart from interactions comes by {@link #know} and {@link #give}; the last word
 *       counts. What is kept is what measures read, in the slots.
 * </ul>
 *
 * <p>Thread-safe: customers are spread over shards, each used by one thread at a time. Results do not depend on how
 * many threads add, nor on the order within the window, except for the last bits of sums.
 *
 * <p>Memory: 8 bytes for each of the {@linkplain StateLayout#slots() slots} of the measures, and 38 to 44 a customer for the
 * id and its index, if the id has no more than 13 characters; 30 to 36 bytes for each id that is remembered; of the reorder
 * window, some 80 bytes for each interaction that changes an ordered measure, and 150 more if it is of a campaign, some 300 for
 * each that is in a conversation or is an answer of unknown initiator; of the thread horizon, 24 to 36 bytes for each conversation, and for each interaction
 * that has an id and a known initiator. What a peak took of the window is given back.
 *
 * <p>Time: what waits of a customer is kept sorted, so that one more of them, or a reading of the customer, takes no time
 * that grows in step with how many wait. Of those in threads one more takes as long as there are others whose initiators it
 * changes, or whose instant it shares if one of them answers another one of that instant; a reading, as there are in the window.
 *
 * <p>Where memory is short, what throws has changed nothing, and can be tried again. Where an error comes in the midst of a
 * change nevertheless, the customers of that shard are refused from then on by an {@link IllegalStateException}, in snapshots
 * too: restore the last one.
 */
public final class LiveStore {
    private final ScoringPlan plan;
    private final StateLayout layout;
    private final StoreClock clock;
    private final Shards shards;
    private final StoreOptions options;
    private final Feeds feeds = new Feeds();
    /** No monitor: a virtual thread that waits for the disk leaves its carrier to others. */
    private final Lock oneSnapshot = new ReentrantLock();

    private final UUID identity = UUID.randomUUID();
    /** How many snapshots have been begun. */
    private long snapshots;
    /** Of the last snapshot. */
    private Optional<ReplacedFile> snapshotFile = Optional.empty();

    private LiveStore(Builder builder, StateLayout layout, StoreClock clock, Shards shards) {
        this.plan = builder.plan;
        this.options = builder.options;
        this.layout = layout;
        this.clock = clock;
        this.shards = shards;
    }

    /**
     * A store for these scorers.
     *
     * @param scorers one or more, of different names, that agree on the unit of time; as in {@link ScoringPlan#of}
     * @return a builder with the system's clock, a reorder window of a minute and a duplicate window of an hour
     * @throws IllegalArgumentException as {@link ScoringPlan#of}
     */
    public static Builder of(Scorer... scorers) {
        return of(ScoringPlan.of(scorers));
    }

    /**
     * A store for a plan's scorers.
     *
     * @param plan which scorers
     * @return a builder as of {@link #of(Scorer...)}
     */
    public static Builder of(ScoringPlan plan) {
        return new Builder(Objects.requireNonNull(plan, "plan"), new StoreOptions());
    }

    /** How a store is to be. Immutable: {@code with} gives a changed copy. */
    public static final class Builder {
        private final ScoringPlan plan;
        private final StoreOptions options;

        private Builder(ScoringPlan plan, StoreOptions options) {
            this.plan = plan;
            this.options = options;
        }

        private Builder with(Consumer<StoreOptions> change) {
            return new Builder(plan, options.changed(change));
        }

        private StateLayout layout() {
            Set<Measure> all = new LinkedHashSet<>(plan.measures());
            all.addAll(options.measures);
            return StateLayout.of(List.copyOf(all));
        }

        /**
         * Keeps measures that no scorer reads, for {@link LiveStore#measures(String)}.
         *
         * @param more which ones
         * @return the changed copy
         */
        public Builder withMeasures(Measure... more) {
            return with(changed -> changed.measures.addAll(List.of(more)));
        }

        /**
         * Whose time it is.
         *
         * @param clock any; see {@link LiveStore} for what a wrong one does
         * @return the changed copy
         */
        public Builder withClock(Clock clock) {
            Objects.requireNonNull(clock, "clock");
            return with(changed -> changed.clock = clock);
        }

        /**
         * By how much more than the time that went by the clock may have gone on from one reading to the next, such as
         * after the machine slept. Where it never does, an hour is better than the default. A minute is always believed.
         *
         * @param step from 0 to 365,000 days; 366 days unless told
         * @return the changed copy
         * @throws IllegalArgumentException if it is negative or longer
         */
        public Builder withLongestClockStep(Duration step) {
            return with(changed -> changed.longestClockStep = StoreOptions.checked("longestClockStep", step));
        }

        /**
         * How far out of order interactions may come and still be taken exactly by ordered measures. They are held in
         * memory for so long.
         *
         * @param window from 0 (they come in order) to 365,000 days
         * @return the changed copy
         * @throws IllegalArgumentException if it is negative or longer
         */
        public Builder withReorderWindow(Duration window) {
            return with(changed -> changed.reorderWindow = StoreOptions.checked("reorderWindow", window));
        }

        /**
         * For how long ids are remembered.
         *
         * @param window from 0 (they are not) to 365,000 days
         * @return the changed copy
         * @throws IllegalArgumentException if it is negative or longer
         */
        public Builder withDuplicateWindow(Duration window) {
            return with(changed -> changed.duplicateWindow = StoreOptions.checked("duplicateWindow", window));
        }

        /**
         * For how long threads are remembered, so that initiators are inferred from them: a conversation since its last
         * interaction, the id of an interaction since this. Times are those of the interactions. Who answers what is no more
         * remembered has an unknown initiator; a conversation that rested longer begins anew.
         *
         * @param horizon from 0 (initiators are taken as they are given) to 365,000 days, and no less than the reorder window
         *     if it is shorter; 30 days unless told
         * @return the changed copy
         * @throws IllegalArgumentException if it is negative or longer
         */
        public Builder withThreadHorizon(Duration horizon) {
            return with(changed -> changed.threadHorizon = StoreOptions.checked("threadHorizon", horizon));
        }

        /**
         * Into how many parts customers are spread: more for more threads, and for more than 16 million customers a part.
         *
         * @param shards a power of 2 from 1 to 65,536; a restored store has as many as it was written with
         * @return the changed copy
         * @throws IllegalArgumentException if it is not
         */
        public Builder withShards(int shards) {
            return with(changed -> changed.shards = StoreOptions.checkedShards(shards));
        }

        /**
         * Seals snapshots under a key, and restores none that is not: what was changed or made up by who has not the key is
         * refused. Without one, damage and mixtures of snapshots are found, forgery is not.
         *
         * @param key 16 bytes or more, best 32 random ones, kept apart from the snapshots
         * @return the changed copy
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder withSnapshotKey(byte[] key) {
            return with(changed -> changed.snapshotKey = Optional.of(StoreOptions.checkedKey(key)));
        }

        /**
         * An empty store.
         *
         * @return the store
         */
        public LiveStore open() {
            StateLayout layout = layout();
            StoreClock told = options.storeClock();
            return new LiveStore(this, layout, told, Shards.open(options.shards, options.shard(layout, told)));
        }

        /**
         * The store of a snapshot. Windows and clock are this builder's; what the snapshot's own reorder window had let go of is
         * not taken back for a longer one, and an earlier interaction of that customer is {@linkplain Arrival#LATE late}.
         *
         * @param snapshot a file that {@link LiveStore#snapshot} wrote, on any machine, by this version of the library or
         *     an earlier one
         * @return the store
         * @throws SnapshotException if it is damaged, cut off, mixed of several, of a later version, of other measures, not
         *     sealed with the {@linkplain #withSnapshotKey key}, or holds what no store writes
         * @throws IOException if it cannot be read
         */
        public LiveStore restore(Path snapshot) throws IOException {
            return Snapshots.read(snapshot, options.snapshotKey, in -> LiveStore.read(this, in));
        }
    }

    /**
     * Adds an interaction.
     *
     * @param interaction the interaction
     * @return what the store did with it
     * @throws IllegalStateException if the clock jumped ahead, or an earlier error left this part of the store half changed
     */
    public Arrival add(Interaction interaction) {
        return add(interaction, Shard.NO_FEED, 0);
    }

    Arrival add(Interaction interaction, int feed, long position) {
        Objects.requireNonNull(interaction, "interaction");
        long hashed = shards.hash(interaction.customerId());
        return shards.of(hashed).add(interaction, hashed, clock.millis(), feed, position);
    }

    /**
     * Takes what is known of a customer apart from interactions: those attributes that measures read, in the place of what was
     * known before. Given numbers stay. The customer is known from then on, whatever {@link Customer#since} says.
     *
     * @param customer the customer, with all attributes as they are now
     * @throws IllegalArgumentException if an attribute that is measured is no number, or no level; the message names customer,
     *     attribute and text, and nothing has changed
     * @throws IllegalStateException if an earlier error left this part of the store half changed
     */
    public void know(Customer customer) {
        know(customer, Shard.NO_FEED, 0);
    }

    Arrival know(Customer customer, int feed, long position) {
        Objects.requireNonNull(customer, "customer");
        return tell(customer.id(), (slots, at) -> layout.know(customer, slots, at), feed, position);
    }

    /**
     * Takes a number that you supply for a customer, such as another system's score, in the place of the one before: what
     * {@link Measure#given} reads. The customer is known from then on.
     *
     * @param customerId whose
     * @param name the number's name
     * @param number finite; NaN takes it back
     * @throws IllegalArgumentException if it is infinite, or no measure reads a number of that name
     * @throws IllegalStateException if an earlier error left this part of the store half changed
     */
    public void give(String customerId, String name, double number) {
        give(customerId, name, number, Shard.NO_FEED, 0);
    }

    Arrival give(String customerId, String name, double number, int feed, long position) {
        Objects.requireNonNull(name, "name");
        // As an interaction would be.
        String id = Customer.of(customerId).id();
        return tell(id, (slots, at) -> layout.give(name, number, slots, at), feed, position);
    }

    /** One shard knows it: a position that none has seen would be none of a snapshot. */
    void pass(int feed, long position) {
        shards.all().limit(1).forEach(shard -> shard.pass(feed, position));
    }

    private Arrival tell(String customerId, Shard.Telling telling, int feed, long position) {
        long hashed = shards.hash(customerId);
        return shards.of(hashed).tell(customerId, hashed, telling, feed, position);
    }

    /**
     * Adds interactions one after the other, as {@link #add}, only faster where the store is larger than a core's caches,
     * where it takes half the time: what comes in batches should be added in batches.
     *
     * @param interactions in the order in which they came
     * @return what the store did with each
     * @throws IllegalStateException as {@link #add}; those before the one that was refused are in
     */
    public List<Arrival> addAll(List<Interaction> interactions) {
        return addAll(interactions, Shard.NO_FEED, 0);
    }

    List<Arrival> addAll(List<Interaction> interactions, int feed, long firstPosition) {
        Objects.requireNonNull(interactions, "interactions");
        Arrival[] arrivals = new Arrival[interactions.size()];
        Fetch fetch = new Fetch(arrivals.length, shards);
        for (int from = 0; from < arrivals.length; from += Fetch.TOGETHER) {
            int size = Math.min(Fetch.TOGETHER, arrivals.length - from);
            fetch.fetch(interactions, from, size);
            long now = clock.millis();
            for (int i = 0; i < size; i++) {
                arrivals[from + i] =
                        fetch.shard(i).add(fetch.interaction(i), fetch.lookup(i), now, feed, firstPosition + from + i);
            }
        }
        return Arrays.asList(arrivals);
    }

    /**
     * Adds all interactions of a log, on several threads, with what it knows of its customers; to begin with what is there. Ids
     * are not remembered, so that what comes next should begin where the view ends.
     *
     * <p>If it throws half way, the state is unknown and the store refuses to go on.
     *
     * @param view the log as of an instant
     * @throws IllegalArgumentException as {@link #know}, of the first such customer; nothing has changed
     * @throws IllegalStateException as {@link #add}
     */
    public void addAll(LogView view) {
        // Before anything has changed: a wrong clock is refused here, and a wrong attribute.
        long now = clock.millis();
        MeasureTable.of(
                view, timeScale(), measures().stream().filter(Measure::isFact).toList());
        new LogLoading(layout, shards, view, now, options.reorderWindow.toMillis(), options.horizonMillis()).run();
    }

    /**
     * A feed, known by its name from the first time on. One thread adds to it.
     *
     * @param name for example {@code orders-3}
     * @return the feed; after restoring, with the position that the snapshot holds
     */
    public Feed feed(String name) {
        Objects.requireNonNull(name, "name");
        return feeds.get(this, name);
    }

    /**
     * A customer's score as of now.
     *
     * @param customerId whose
     * @param scorer the scorer's name
     * @return the score; empty if the customer is not known or has no such score
     * @throws IllegalArgumentException if there is no such scorer, whether the customer is known or not
     */
    public OptionalDouble score(String customerId, String scorer) {
        if (!plan.names().contains(scorer)) {
            throw Names.unknown("score", scorer, plan.names());
        }
        return score(customerId)
                .map(table -> table.get(0, scorer))
                .filter(score -> !Double.isNaN(score))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /**
     * A customer's scores as of now, with their reasons.
     *
     * @param customerId whose
     * @return a table of one row; empty if the customer is not known
     */
    public Optional<ScoreTable> score(String customerId) {
        return measures(customerId).map(plan::score);
    }

    /**
     * A customer's measures as of now.
     *
     * @param customerId whose
     * @return a table of one row; empty if the customer is not known
     */
    public Optional<MeasureTable> measures(String customerId) {
        double[] slots = new double[layout.slots()];
        long asOf = read(customerId, slots);
        return asOf == Shard.UNKNOWN
                ? Optional.empty()
                : Optional.of(layout.table(slots, 1, row -> customerId, Instant.ofEpochMilli(asOf), plan.timeScale()));
    }

    /**
     * A customer's slots as of now.
     *
     * @return as of when, or {@link Shard#UNKNOWN}
     */
    long read(String customerId, double[] into) {
        long hashed = shards.hash(customerId);
        return shards.of(hashed).read(customerId, hashed, clock.millis(), into);
    }

    /** The slots of who is not known. */
    double[] nobody() {
        double[] slots = new double[layout.slots()];
        layout.reset(slots, 0);
        return slots;
    }

    StateLayout layout() {
        return layout;
    }

    /**
     * All customers' scores as of now. Interactions that come while it is made may be in it or not.
     *
     * @return by customer id, in the order of a log
     * @throws IllegalStateException if all states do not fit into one array (some 100 million customers); {@link
     *     #forEachPart} has no such bound
     */
    public ScoreTable scores() {
        long now = clock.millis();
        List<States> parts =
                shards.all().parallel().map(shard -> shard.readAll(now)).toList();
        return plan.score(table(States.sorted(parts, layout), now));
    }

    /**
     * All customers' scores as of now, a part of the customers at a time.
     *
     * @param consumer takes each part; within one, customers are ordered by id
     */
    public void forEachPart(Consumer<ScoreTable> consumer) {
        forEachPartOfMeasures(part -> consumer.accept(plan.score(part)));
    }

    /**
     * All customers' measures as of now, a part of the customers at a time: for whoever needs no scores.
     *
     * @param consumer takes each part; within one, customers are ordered by id
     */
    public void forEachPartOfMeasures(Consumer<MeasureTable> consumer) {
        shards.all().forEach(shard -> {
            long now = clock.millis();
            consumer.accept(table(States.sorted(List.of(shard.readAll(now)), layout), now));
        });
    }

    private MeasureTable table(States states, long now) {
        return layout.table(states.slots(), states.size(), states::id, Instant.ofEpochMilli(now), plan.timeScale());
    }

    /**
     * Forgets a customer: the id, the measures, what waits, and the texts of channels, purposes and departments that nobody
     * else's waiting interactions have. Snapshots that were written before still hold the customer. Ids of the customer's interactions are remembered for the rest of the duplicate window, in a form that tells neither, so
     * that one that comes again does not bring the customer back.
     *
     * @param customerId who is forgotten
     * @return whether the customer was known
     */
    public boolean erase(String customerId) {
        long hashed = shards.hash(customerId);
        return shards.of(hashed).erase(customerId, hashed);
    }

    /**
     * What the store holds, and what has come to it.
     *
     * @return the figures
     */
    public LiveReport report() {
        return shards.all()
                .map(Shard::report)
                .reduce(LiveReport.NOTHING, LiveReport::plus)
                .withClockFaults(clock.faults());
    }

    /**
     * What customers are scored by.
     *
     * @return the plan of its scorers
     */
    public ScoringPlan plan() {
        return plan;
    }

    /**
     * The measures that are kept.
     *
     * @return each once
     */
    public List<Measure> measures() {
        return layout.measures();
    }

    /**
     * The unit of times in measures.
     *
     * @return the scorers' common unit, DAYS if they take any
     */
    public TimeScale timeScale() {
        return plan.timeScale();
    }

    /**
     * Writes all that is known to a file, whole or not at all: it is written beside the file under a name of its own, forced
     * to the disk, and takes the file's place in one step. Where the system knows of owners, only the file's may read it; one
     * writer at a time writes to it, others are refused; what a killed writer left is removed when a store first writes there.
     *
     * <p>Interactions go on being added meanwhile; each shard stands still only while it is copied. Those of a {@link Feed}
     * that were added before this was called are in it, and each feed's position says where to go on after restoring; of those
     * added meanwhile, each is in it or comes behind that position again, and is then dropped if it is in it.
     *
     * @param file is replaced if it is there; where a link stands, what it leads to. Beside it are files of the same name and
     *     {@code .lock}, which stays, and a number and {@code .partial} while it is written
     * @throws IOException if it cannot be written, or another writer is writing to it at this moment; the file is then as it
     *     was
     * @throws IllegalStateException if an earlier error left a part of the store half changed; the file is then as it was
     */
    public void snapshot(Path file) throws IOException {
        oneSnapshot.lock();
        try {
            ReplacedFile named = ReplacedFile.of(file);
            ReplacedFile target = snapshotFile.filter(named::isSameAs).orElse(named);
            snapshotFile = Optional.of(target);
            target.replace(this::snapshot);
        } finally {
            oneSnapshot.unlock();
        }
    }

    /** The same to a stream, which stays open. */
    void snapshot(OutputStream out) throws IOException {
        oneSnapshot.lock();
        try {
            Generation generation = new Generation(identity, snapshots++);
            Snapshots.write(out, generation, options.snapshotKey, this::write);
        } finally {
            oneSnapshot.unlock();
        }
    }

    private void write(DataOutput out) throws IOException {
        SnapshotHead.write(out, layout);
        shards.writeKeys(out);
        // Before any shard is copied: what these positions promise is then in all of them.
        Map<String, Long> complete = feeds.complete();
        shards.write(out);
        // After all shards: these know no feed that is not among them.
        feeds.write(out, complete);
    }

    private static LiveStore read(Builder builder, SnapshotReader in) throws IOException {
        StateLayout layout = builder.layout();
        SnapshotHead.read(in, layout);
        StoreClock clock = builder.options.storeClock();
        Shards shards = Shards.read(in, builder.options.shard(layout, clock));
        LiveStore store = new LiveStore(builder, layout, clock, shards);
        store.feeds.read(in, store, shards);
        return store;
    }
}
