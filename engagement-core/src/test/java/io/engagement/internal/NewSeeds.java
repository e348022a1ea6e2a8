package io.engagement.internal;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * In the full run properties, and tests that draw by themselves, do not have the seeds that stand beside them, but one that is
 * drawn and printed; {@code -Dengagement.seed} has it come again.
 */
public final class NewSeeds implements AroundPropertyHook {
    private static final boolean FULL = Boolean.getBoolean("engagement.full");
    private static final long SEED = Long.getLong("engagement.seed", System.nanoTime());
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    /** The seed of the calling test: the usual one, but in the full run. */
    public static long or(long usual) {
        if (!FULL) {
            return usual;
        }
        print(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass()
                .getSimpleName());
        return SEED;
    }

    private static void print(String test) {
        if (PRINTED.add(test)) {
            System.out.println(test + ": -Dengagement.seed=" + SEED);
        }
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public boolean appliesTo(Optional<AnnotatedElement> element) {
        return FULL;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        if (context.attributes().seed().isPresent()) {
            context.attributes().setSeed(Long.toString(SEED));
            print(context.extendedLabel());
        }
        return property.execute();
    }

    /** Outside of all others, who may read the seed. */
    @Override
    public int aroundPropertyProximity() {
        return -100;
    }
}
