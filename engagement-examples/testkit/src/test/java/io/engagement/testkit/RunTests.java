package io.engagement.testkit;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of the classes that are named, and says of which module they are. */
final class RunTests {
    private RunTests() {}

    public static void main(String[] names) throws ClassNotFoundException {
        boolean passed = true;
        for (String name : names) {
            passed &= run(Class.forName(name));
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean run(Class<?> test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(test))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures()
                .forEach(failure -> System.out.println(
                        failure.getTestIdentifier().getDisplayName() + " " + failure.getException()));
        System.out.println(test.getSimpleName() + " of " + test.getModule() + ": " + summary.getTestsSucceededCount()
                + " of " + summary.getTestsFoundCount() + " passed");
        return summary.getTestsFoundCount() > 0 && summary.getTestsSucceededCount() == summary.getTestsFoundCount();
    }
}
