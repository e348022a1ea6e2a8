package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.measure.ContractTerms;
import java.util.Optional;

/**
 * What a model of contracts was fitted to.
 *
 * @param terms what a contract is; empty if it was plain numbers
 * @param typicalRenewals how often a typical customer under contract has renewed
 */
record ContractOrigin(Optional<ContractTerms> terms, int typicalRenewals) {
    static final ContractOrigin UNKNOWN = new ContractOrigin(Optional.empty(), 0);

    ContractOrigin {
        if (typicalRenewals < 0) {
            throw new IllegalArgumentException("typical renewals must not be negative, were " + typicalRenewals);
        }
    }

    static ContractOrigin of(Tenures tenures) {
        return new ContractOrigin(tenures.terms(), tenures.typicalRenewals());
    }

    /** Texts of version 1 have neither. */
    static ContractOrigin read(ModelText text, Registry registry) {
        return new ContractOrigin(
                text.optionalWord("definition").map(line -> ContractTerms.read(line, registry)),
                text.optionalWord("typical_renewals").isPresent()
                        ? text.whole("typical_renewals", 0, Integer.MAX_VALUE)
                        : 0);
    }

    ModelText write(ModelText text) {
        ModelText typical = text.with("typical_renewals", Integer.toString(typicalRenewals));
        return terms.map(each -> typical.with("definition", each.toText())).orElse(typical);
    }

    ContractOrigin withTerms(ContractTerms other) {
        return new ContractOrigin(Optional.of(other), typicalRenewals);
    }

    ContractOrigin withTypical(int renewals) {
        return new ContractOrigin(terms, renewals);
    }
}
