package io.engagement.domain;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Code of your own by type, name and version. A text holds only the name and version of a piece of code; who reads the
 * text hands in the code. If its meaning changes, give it a new version, as older texts still mean the old one.
 *
 * <pre>{@code
 * Registry own = Registry.empty().with(MyPredicate.class, "weekend", 1, new MyPredicate());
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Registry {
    private static final Registry EMPTY = new Registry(Map.of());

    private final Map<String, Object> own;

    private Registry(Map<String, Object> own) {
        this.own = own;
    }

    /**
     * An empty registry, enough for texts of built-in code.
     *
     * @return an empty registry
     */
    public static Registry empty() {
        return EMPTY;
    }

    /**
     * This registry with another entry.
     *
     * @param type what texts take it for
     * @param name not blank
     * @param version at least 1
     * @param one the code; immutable and thread-safe
     * @param <T> its type
     * @return the changed copy
     * @throws IllegalArgumentException if the name is blank, the version below 1, or both are taken for this type
     */
    public <T> Registry with(Class<T> type, String name, int version, T one) {
        if (name.isBlank() || version < 1) {
            throw new IllegalArgumentException(
                    "name must not be blank and version at least 1, were '" + name + "' and " + version);
        }
        Map<String, Object> more = new TreeMap<>(own);
        if (more.put(key(type, name, version), Objects.requireNonNull(one, name)) != null) {
            throw new IllegalArgumentException(
                    key(type, name, version) + " is registered already: another meaning needs another version");
        }
        return new Registry(more);
    }

    /**
     * An entry.
     *
     * @param type what the text takes it for
     * @param name as written
     * @param version as written
     * @param <T> its type
     * @return the code
     * @throws IllegalArgumentException if there is none of this type, name and version
     */
    public <T> T get(Class<T> type, String name, int version) {
        String key = key(type, name, version);
        Object one = own.get(key);
        if (one == null) {
            throw new IllegalArgumentException("the text needs your own " + key + ", and the registry has "
                    + own.keySet().stream().collect(Collectors.joining(", ", "[", "]"))
                    + ": pass one to which with(" + type.getSimpleName() + ".class, \"" + name + "\", " + version
                    + ", ...) has added it");
        }
        if (!type.isInstance(one)) {
            throw new IllegalArgumentException("the text needs your own " + key + " as a " + type.getName()
                    + ", and the registry has one of another type: "
                    + one.getClass().getName());
        }
        return type.cast(one);
    }

    private static String key(Class<?> type, String name, int version) {
        return type.getSimpleName() + " " + name + " " + version;
    }
}
