package io.engagement.connect;

import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The currencies of amounts, as columns or the amounts themselves have them, where nobody told which one is meant. Thread-safe. */
final class CurrenciesSeen {
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    void add(String code) {
        codes.add(code);
    }

    /** In their order. */
    NavigableSet<String> codes() {
        return new TreeSet<>(codes);
    }
}
