package io.engagement;

import io.engagement.testkit.run.FullRun;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** In the {@linkplain FullRun full run} properties do not have the seeds that stand beside them, but a new one. */
public final class NewSeeds implements AroundPropertyHook {
    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public boolean appliesTo(Optional<AnnotatedElement> element) {
        return FullRun.isOn();
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        if (context.attributes().seed().isPresent()) {
            context.attributes().setSeed(Long.toString(FullRun.seedOf(context.extendedLabel())));
        }
        return property.execute();
    }

    /** Outside of all others, who may read the seed. */
    @Override
    public int aroundPropertyProximity() {
        return -100;
    }
}
