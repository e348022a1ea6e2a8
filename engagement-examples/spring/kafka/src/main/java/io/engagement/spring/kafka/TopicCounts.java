package io.engagement.spring.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of the records since the start. Thread-safe. */
final class TopicCounts {
    /** Of records that are no event. */
    static final String REFUSED = "refused";

    /** Of records of customers who were erased. */
    static final String ERASED = "erased";

    /** Of records that were no longer there. */
    static final String MISSING = "missing";

    private final Map<String, LongAdder> byOutcome = new ConcurrentHashMap<>();

    /** Returns how many there are now. */
    long count(String outcome, long more) {
        LongAdder adder = byOutcome.computeIfAbsent(outcome.toLowerCase(Locale.ROOT), any -> new LongAdder());
        adder.add(more);
        return adder.sum();
    }

    long of(String outcome) {
        LongAdder adder = byOutcome.get(outcome);
        return adder == null ? 0 : adder.sum();
    }

    @Override
    public String toString() {
        return new TreeMap<>(byOutcome).toString();
    }
}
