package io.engagement.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the reason and the remedy. */
final class EngagementStartAnalyzer extends AbstractFailureAnalyzer<EngagementStartException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, EngagementStartException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
