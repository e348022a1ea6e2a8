package io.engagement.cli;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that would change nothing: refused, as who gives them thinks that they do. */
final class IdleOptions {
    private IdleOptions() {}

    /** Those given that some classes declare, in the order of the words. */
    static List<String> given(CommandSpec spec, Set<Class<?>> declaring) {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option ->
                        option.userObject() instanceof Field field && declaring.contains(field.getDeclaringClass()))
                .map(OptionSpec::longestName)
                .distinct()
                .toList();
    }

    /**
     * Refuses options that were given.
     *
     * @param why follows their names, such as "has no effect without --units"
     * @throws UsageError if one was given
     */
    static void refuse(CommandSpec spec, String why, String... names) {
        List<String> given = Arrays.stream(names)
                .filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name))
                .toList();
        if (!given.isEmpty()) {
            throw new UsageError(given.get(0) + " " + why);
        }
    }

    /**
     * Refuses options that are of all customers, where one is looked at.
     *
     * @param what follows their names, such as "breaks down the base"
     * @throws UsageError if one was given
     */
    static void refuseOfOne(CommandSpec spec, String what, String... names) {
        refuse(spec, what + ", and --customer is one: leave out one of them", names);
    }
}
