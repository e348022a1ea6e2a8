package io.engagement.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Months by their names in some languages, in any case, whole or cut after three letters or more that no other month begins with. */
final class MonthNames {
    private static final int SHORTEST = 3;

    /** In English, German, French, Spanish, Italian, Dutch and Portuguese, with accents and without. */
    private static final List<String> NAMES = List.of(
            "january januar janvier enero gennaio januari janeiro",
            "february februar f\u00e9vrier fevrier febrero febbraio februari fevereiro",
            "march m\u00e4rz maerz marz mars marzo maart mrt mar\u00e7o marco",
            "april avril abril aprile",
            "may mai mayo maggio mei maio",
            "june juni juin junio giugno junho",
            "july juli juillet julio luglio julho",
            "august ao\u00fbt aout agosto augustus",
            "september septembre septiembre settembre setembro",
            "october oktober octobre octubre ottobre outubro",
            "november novembre noviembre novembro",
            "december dezember d\u00e9cembre decembre diciembre dicembre dezembro");

    /** By beginning; 0 where several months begin so. */
    private static final Map<String, Integer> NUMBERS = numbers();

    private MonthNames() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            int number = i + 1;
            for (String name : NAMES.get(i).split(" ", -1)) {
                for (int end = SHORTEST; end <= name.length(); end++) {
                    numbers.merge(
                            name.substring(0, end),
                            number,
                            (one, other) -> one.equals(other) ? one : Integer.valueOf(0));
                }
            }
        }
        return numbers;
    }

    /** From 1 to 12; empty if no month is called so. */
    static Optional<Integer> number(String name) {
        return Optional.ofNullable(NUMBERS.get(name.toLowerCase(Locale.ROOT))).filter(number -> number > 0);
    }
}
