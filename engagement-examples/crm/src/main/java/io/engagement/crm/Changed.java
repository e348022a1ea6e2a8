package io.engagement.crm;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.util.HashSet;
import java.util.Set;

/**
 * What changed in a CRM.
 *
 * @param customers who may have changed
 * @param rows the ids of interactions of rows that did; whose these were before may have changed too
 * @param isMuch whether there were more rows than are held: all is then to be read
 */
record Changed(Set<String> customers, Set<String> rows, boolean isMuch) {
    /** Whose rows were when they were read last. */
    Set<String> owners(InteractionLog known) {
        Set<String> owners = new HashSet<>();
        if (rows.isEmpty() || known.size() == 0) {
            return owners;
        }
        LogView view = known.asOf(known.lastAt().orElseThrow());
        for (int customer = 0; customer < view.customers(); customer++) {
            for (int at = view.start(customer); at < view.end(customer); at++) {
                if (view.interaction(at).id().filter(rows::contains).isPresent()) {
                    owners.add(view.customerId(customer));
                    break;
                }
            }
        }
        return owners;
    }
}
