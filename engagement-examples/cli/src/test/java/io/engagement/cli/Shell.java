package io.engagement.cli;

import io.engagement.testkit.run.SecondJvm;

/** The command line within lines of bash. */
final class Shell {
    private Shell() {}

    /** Lines of the shell, in which {@code eval $ENG} is the command line. */
    static ProcessBuilder of(String lines) {
        String program =
                SecondJvm.java() + " -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp \"$CLASSES\" " + Main.class.getName();
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", "ENG='" + program + "'\n" + lines);
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        return builder;
    }
}
