package io.engagement.spring;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.live.Arrival;
import io.engagement.live.ContactGate;
import io.engagement.live.Feed;
import io.engagement.live.LiveStore;
import io.engagement.score.ScoreTable;
import io.engagement.strategy.policy.ContactDecision;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReason;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The live store of an application: takes interactions, says scores with what changed, says whether to contact, and erases so that
 * nothing brings a customer back but their consent.
 *
 * <pre>{@code
 * LiveScores scores; // injected
 * scores.add(interaction);
 * scores.score("c42").ifPresent(now -> now.table().explain(0, "engagement").reason());
 * }</pre>
 *
 * <p>Who is {@linkplain #erase erased} is remembered, as a keyed hash of the id. What is added of them afterwards through this
 * class is dropped: an empty arrival says so. Who adds to the {@link LiveStore} itself passes it by. After {@link #readmit} what happens from then on is taken again; what happened before, such as a
 * topic that is read once more, is not.
 *
 * <p>Each method but that for feeds is an observation: {@code engagement.add}, {@code engagement.score}, {@code engagement.contact},
 * {@code engagement.know}, {@code engagement.erase}. Thread-safe.
 */
public final class LiveScores {
    private final LiveStore store;
    private final ContactPolicy policy;
    private final ErasedCustomers erased;
    private final ScoreMarks marks;
    private final StoreSnapshots snapshots;
    private final Clock clock;
    private final ObservationRegistry observations;

    /** Its position is how many words of who was erased the store knows: a snapshot keeps it. */
    private final Feed words;

    /** Who adds reads who is erased; who erases waits until all that was being added is in. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    LiveScores(
            LiveStore store,
            ContactPolicy policy,
            ErasedCustomers erased,
            ScoreMarks marks,
            StoreSnapshots snapshots,
            Clock clock,
            ObservationRegistry observations) {
        this.store = store;
        this.policy = policy;
        this.erased = erased;
        this.marks = marks;
        this.snapshots = snapshots;
        this.clock = clock;
        this.observations = observations;
        this.words = store.feed("engagement.erased");
        dropErased();
    }

    /**
     * A snapshot that was written before an erasure still holds the customer, whether a crash cut the erasure short or an older copy was
     * put back; also of who has come back since it holds nothing but what was erased.
     */
    private void dropErased() {
        long known = words.position().orElse(0);
        if (known > erased.count()) {
            throw new EngagementStartException(
                    "who was erased is not known: the snapshot knows " + known
                            + " erasures and returns, and the file of them only " + erased.count(),
                    "Put back the copy of the file .erased that goes with the snapshot, or a later one.");
        }
        if (erased.isEmpty()) {
            return;
        }
        Set<String> toDrop = new HashSet<>();
        store.forEachPartOfMeasures(part -> {
            for (int row = 0; row < part.size(); row++) {
                if (erased.isStale(part.customerId(row), known)) {
                    toDrop.add(part.customerId(row));
                }
            }
        });
        toDrop.forEach(store::erase);
        tellStore();
        if (!toDrop.isEmpty()) {
            snapshots.erased();
        }
    }

    /** After what the words ask for is done: a snapshot that knows a word holds nothing of before it. */
    private void tellStore() {
        words.pass(erased.count());
        words.release();
    }

    /**
     * Adds an interaction.
     *
     * @param interaction the interaction
     * @return what the store did with it; empty if it was dropped: the customer was erased, or it happened before they came back
     * @throws IllegalStateException as {@link LiveStore#add}
     */
    public Optional<Arrival> add(Interaction interaction) {
        return addAll(List.of(interaction)).get(0);
    }

    /**
     * Adds interactions.
     *
     * @param interactions in the order in which they came
     * @return what the store did with each; empty for those of erased customers, which were dropped
     * @throws IllegalStateException as {@link LiveStore#addAll(List)}
     */
    public List<Optional<Arrival>> addAll(List<Interaction> interactions) {
        return observed("engagement.add", () -> whileNobodyIsErased(() -> addKnown(interactions)));
    }

    private List<Optional<Arrival>> addKnown(List<Interaction> interactions) {
        List<Interaction> known = new ArrayList<>(interactions.size());
        BitSet taken = new BitSet();
        for (int i = 0; i < interactions.size(); i++) {
            if (mayKnow(interactions.get(i))) {
                taken.set(i);
                known.add(interactions.get(i));
            }
        }
        Iterator<Arrival> arrivals = store.addAll(known).iterator();
        List<Optional<Arrival>> told = new ArrayList<>(interactions.size());
        for (int i = 0; i < interactions.size(); i++) {
            told.add(taken.get(i) ? Optional.of(arrivals.next()) : Optional.empty());
        }
        return told;
    }

    private boolean mayKnow(Interaction interaction) {
        return erased.mayKnow(interaction.customerId(), interaction.at());
    }

    /**
     * Adds an interaction of a feed.
     *
     * @param feed of this store, see {@link #feed}
     * @param interaction the next one
     * @param position its number in the feed
     * @return what the store did with it; empty if it was dropped: the customer was erased, or it happened before they came back
     * @throws IllegalStateException as {@link Feed#add}
     */
    public Optional<Arrival> add(Feed feed, Interaction interaction, long position) {
        return whileNobodyIsErased(
                () -> mayKnow(interaction) ? Optional.of(feed.add(interaction, position)) : Optional.empty());
    }

    /**
     * A feed of the store.
     *
     * @param name such as {@code events-3}
     * @return the feed, with its position
     */
    public Feed feed(String name) {
        return store.feed(name);
    }

    /**
     * Takes what is known of a customer apart from interactions, in the place of what was known before.
     *
     * @param customer the customer, with all attributes as they are now
     * @return false if the customer was erased and has not come back, so that nothing was taken
     * @throws IllegalArgumentException as {@link LiveStore#know}
     */
    public boolean know(Customer customer) {
        return observed(
                "engagement.know",
                () -> whileNobodyIsErased(() -> {
                    boolean taken = !erased.isErased(customer.id());
                    if (taken) {
                        store.know(customer);
                    }
                    return taken;
                }));
    }

    /**
     * A customer's scores as of now.
     *
     * @param customerId whose
     * @return with their reasons and what changed; empty if the customer is not known
     */
    public Optional<CurrentScores> score(String customerId) {
        return observed("engagement.score", () -> store.score(customerId)
                .map(table -> new CurrentScores(table, before(table))));
    }

    /** Where the clock was set back since, the mark is of a time that is yet to come. */
    private Optional<ScoreTable> before(ScoreTable now) {
        return marks.at(now.customerId(0)).filter(then -> !then.asOf().isAfter(now.asOf()));
    }

    /**
     * Whether a customer may be contacted.
     *
     * @param customerId whose; who was erased does not consent
     * @param channel through which channel
     * @param purpose what for
     * @param at when; now if it is earlier
     * @return the decision; empty if the customer is not known, as of a mistyped id no cap and no refusal could be kept: who is new
     *     is made known by {@link #know}
     * @throws IllegalArgumentException if the channel is not one of the policy's
     */
    public Optional<ContactDecision> mayContact(String customerId, Channel channel, Purpose purpose, Instant at) {
        return observed("engagement.contact", () -> {
            if (erased.isErased(customerId)) {
                return Optional.of(new ContactDecision(ContactReason.CONSENT, Optional.empty()));
            }
            ContactGate gate = ContactGate.of(store, policy);
            gate.mayContact(customerId, channel, purpose, at);
            return gate.isKnown() ? Optional.of(gate.decision()) : Optional.empty();
        });
    }

    /**
     * Erases a customer: from the store, the marks and the snapshot, which is written anew if it may hold them. It is remembered
     * that they were, also if they were not known: what comes of them from now on is dropped.
     *
     * @param customerId whose
     * @return whether the customer was known
     * @throws IOException if it cannot be remembered, and nothing was erased; or if the snapshot cannot be written, and the customer is
     *     gone from memory and comes back by no restart, but stands in the file until it can be
     */
    public boolean erase(String customerId) throws IOException {
        return observedChecked("engagement.erase", () -> {
            boolean known = eraseFromMemory(customerId);
            snapshots.writeIfErased();
            return known;
        });
    }

    private boolean eraseFromMemory(String customerId) throws IOException {
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            erased.erase(customerId);
            marks.erase(customerId);
            boolean known = store.erase(customerId);
            tellStore();
            if (known) {
                snapshots.erased();
            }
            return known;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Lets a customer be known again who was erased and has consented: what happens from now on is taken, what happened before is not.
     *
     * @param customerId whose
     * @return false if the customer was never erased, so that there was nothing to do
     * @throws IOException if the snapshot, which must not hold the customer any more, or the word cannot be written; nothing has changed
     */
    public boolean readmit(String customerId) throws IOException {
        if (!erased.isErased(customerId)) {
            return erased.wasErased(customerId);
        }
        snapshots.writeIfErased();
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            // As interactions have it: who acts at once is not before it.
            erased.readmit(customerId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            tellStore();
            return true;
        } finally {
            writing.unlock();
        }
    }

    private <T> T whileNobodyIsErased(Supplier<T> work) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            return work.get();
        } finally {
            reading.unlock();
        }
    }

    private <T> T observed(String name, Supplier<T> work) {
        return Objects.requireNonNull(
                Observation.createNotStarted(name, observations).observe(work), name);
    }

    private <T> T observedChecked(String name, Observation.CheckedCallable<T, IOException> work) throws IOException {
        return Objects.requireNonNull(
                Observation.createNotStarted(name, observations).observeChecked(work), name);
    }
}
