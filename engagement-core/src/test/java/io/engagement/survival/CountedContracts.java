package io.engagement.survival;

import io.engagement.fit.ModelText;
import io.engagement.measure.ContractTerms;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Another's model that counts how often it is asked for its survival, and refuses periods that cannot be. */
public final class CountedContracts implements ContractModel {
    private final ContractModel model;
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * Nobody has asked yet.
     *
     * @param model which tells
     */
    public CountedContracts(ContractModel model) {
        this.model = model;
    }

    /**
     * How often it was asked.
     *
     * @return so far
     */
    public int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ModelText modelText() {
        return model.modelText();
    }

    @Override
    public Optional<ContractTerms> terms() {
        return model.terms();
    }

    @Override
    public CountedContracts withTerms(ContractTerms terms) {
        return new CountedContracts(model.withTerms(terms));
    }

    @Override
    public int typicalRenewals() {
        return model.typicalRenewals();
    }

    @Override
    public CountedContracts withTypical(int renewals) {
        return new CountedContracts(model.withTypical(renewals));
    }

    @Override
    public double logSurvival(int periods) {
        if (periods < 0) {
            throw new IllegalArgumentException("periods must not be negative, were " + periods);
        }
        asked.incrementAndGet();
        return model.logSurvival(periods);
    }

    @Override
    public Tenures simulate(int customers, int periods, long seed) {
        return model.simulate(customers, periods, seed);
    }
}
