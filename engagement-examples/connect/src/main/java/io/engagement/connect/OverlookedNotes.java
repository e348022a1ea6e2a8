package io.engagement.connect;

import io.engagement.connect.Overlooked.GivenBack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be told of columns of a source that nothing is made of, and of amounts that may be meant otherwise. */
record OverlookedNotes(Mapping mapping) {
    private static final Set<String> AMOUNTS = Set.of("amount", "charge", "cents");

    List<String> of(Overlooked seen) {
        List<String> notes = new ArrayList<>();
        seen.telling().forEach((column, texts) -> notes.add(telling(column, texts)));
        seen.givenBack().forEach((column, amounts) -> notes.add(givenBack(column, amounts)));
        boolean isGerman = seen.areDaysDotted() || mapping.layout().delimiter() == ';';
        if (mapping.numbers().isPlain() && seen.areAllOfThree() && isGerman) {
            notes.add(
                    "all values have three digits behind a point, as in 1.100: is that eleven hundred? It is read as 1.1;"
                            + " --decimal , reads it as 1100, --decimal . says that it is meant so");
        }
        if (seen.looksLikeCents() && isOfAmounts() && mapping.money().unit() == AmountUnit.MAJOR && hasCents()) {
            notes.add(
                    "all amounts are whole, and most are above 500: are they in cents, as programs of payment write them?"
                            + " --amount-unit minor with --currency reads them so");
        }
        return notes;
    }

    private static String telling(String column, Set<String> texts) {
        List<String> given = texts.stream().filter(TellingTexts::isGivenBack).toList();
        List<String> none = texts.stream()
                .filter(text -> !given.contains(text) && TellingTexts.isNoPurchase(text))
                .toList();
        List<String> all = new ArrayList<>(none);
        all.addAll(given);
        String name = Excerpt.of(column);
        String out = all.stream()
                .map(text -> "--where \"" + name + "!=" + Excerpt.of(text) + "\"")
                .collect(Collectors.joining(" "));
        String returns = given.isEmpty()
                ? ""
                : ", or tell what rows are with --map purpose=\"" + name + "\" and --translate \"purpose:"
                        + Excerpt.of(given.get(0)) + "=RETURN\"";
        return "nothing is made of column " + name + ", which holds " + Excerpt.ofNames(all)
                + ": do these rows count? Leave them out with " + out + returns;
    }

    private static String givenBack(String column, GivenBack amounts) {
        String name = Excerpt.of(column);
        return "nothing is made of column " + name + ": what was given back, in " + amounts.count()
                + " rows that add up to "
                + BigDecimal.valueOf(amounts.sum())
                        .round(new MathContext(12))
                        .stripTrailingZeros()
                        .toPlainString()
                + " as the file writes it, is counted as if it were kept. Read the file a second time, with another --mapping:"
                + " value = \"" + name + "\", purpose = \"RETURN\", where = [\"" + name + "!=\", \"" + name
                + "!=0\", \"" + name
                + "!=0.00\"], and an id of its own such as {pattern = \"refund {id}\"}; a refund then has the time of its purchase";
    }

    private boolean isOfAmounts() {
        return mapping.origins(Field.VALUE).stream()
                .flatMap(origin -> origin.columns().stream())
                .map(FieldNames::plain)
                .anyMatch(name -> AMOUNTS.stream().anyMatch(name::contains));
    }

    private boolean hasCents() {
        return mapping.currency()
                .map(code -> code.getDefaultFractionDigits() > 0)
                .orElse(true);
    }
}
