package io.engagement.connect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Texts that tell that a row does not count as it stands, in the languages of exports: cancelled, given back, tried out, failed. */
final class TellingTexts {
    /** Of more words it is a sentence, or the name of something. */
    private static final int MOST_WORDS = 3;

    private static final Set<String> GIVEN_BACK = words("""
            refund refunded refunds return returned returns chargeback creditnote gutschrift retoure retourniert r\u00fccksendung
            erstattet erstattung r\u00fcckerstattung rembours\u00e9 rembours\u00e9e remboursement reembolso reembolsado reembolsada devuelto
            devoluci\u00f3n rimborso rimborsato rimborsata terugbetaald terugbetaling""");

    private static final Set<String> NO_PURCHASE = words("""
            cancelled canceled cancellation void voided deleted failed declined rejected aborted storno storniert stornierung
            gel\u00f6scht fehlgeschlagen abgelehnt abgebrochen annul\u00e9 annul\u00e9e annulation supprim\u00e9 \u00e9chou\u00e9 cancelado cancelada
            anulado anulada borrado fallido annullato annullata cancellato cancellata fallito geannuleerd mislukt""");

    /** Alone, as there are things that are called so. */
    private static final Set<String> TRIED_OUT = words("""
            test tests testorder testbestellung testauftrag draft drafts entwurf brouillon borrador bozza concept""");

    private TellingTexts() {}

    private static Set<String> words(String words) {
        return Set.of(words.strip().split("\\s+", -1));
    }

    /** Whether what is bought is given back in such rows. */
    static boolean isGivenBack(String text) {
        return hasWord(text, GIVEN_BACK);
    }

    /** Whether nothing is bought in such rows. */
    static boolean isNoPurchase(String text) {
        return hasWord(text, NO_PURCHASE) || TRIED_OUT.contains(FieldNames.plain(text));
    }

    /** Those of a column's texts that tell. */
    static List<String> of(Stream<String> texts) {
        return texts.filter(text -> isGivenBack(text) || isNoPurchase(text)).toList();
    }

    private static boolean hasWord(String text, Set<String> words) {
        String[] parts = text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}]+", -1);
        return parts.length <= MOST_WORDS
                && (Stream.of(parts).anyMatch(words::contains) || words.contains(FieldNames.plain(text)));
    }
}
