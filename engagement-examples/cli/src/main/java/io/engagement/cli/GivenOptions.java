package io.engagement.cli;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that a user gave, as against those that have their usual value. */
final class GivenOptions {
    private GivenOptions() {}

    /** Of those that some classes declare, in the order of the words. */
    static List<String> of(CommandSpec command, Set<Class<?>> declaring) {
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> isOf(option, declaring))
                .map(OptionSpec::longestName)
                .distinct()
                .toList();
    }

    private static boolean isOf(OptionSpec option, Set<Class<?>> declaring) {
        return option.userObject() instanceof Field field && declaring.contains(field.getDeclaringClass());
    }

    /**
     * Sees to it that an option is given only where it does something.
     *
     * @param what it is of, and what is missing
     * @throws UsageError if it is given
     */
    static void refuse(String option, boolean isGiven, String what) {
        if (isGiven) {
            throw new UsageError(option + " " + what);
        }
    }
}
