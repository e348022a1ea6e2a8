package io.engagement.connect;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which currencies the signs beside amounts may stand for. */
final class CurrencySigns {
    private static final Map<String, Set<String>> CODES = """
            \u20ac EUR
            \u00a3 GBP EGP GIP FKP SHP LBP SYP SDG SSP
            \u00a5 JPY CNY
            $ USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BSD BBD BZD BMD BND DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD
            US$ USD
            A$ AUD
            AU$ AUD
            C$ CAD NIO
            CA$ CAD
            NZ$ NZD
            HK$ HKD
            S$ SGD
            R$ BRL
            kr SEK NOK DKK ISK
            kr. SEK NOK DKK ISK
            z\u0142 PLN
            K\u010d CZK
            Ft HUF
            Fr. CHF XOF XAF XPF
            lei RON MDL
            Rs INR PKR LKR NPR MUR SCR
            Rs. INR PKR LKR NPR MUR SCR
            TL TRY
            \u20ba TRY
            \u20b9 INR
            \u20bd RUB
            \u20a9 KRW KPW
            \u20aa ILS
            \u20b4 UAH
            \u20ab VND
            \u20b1 PHP CUP
            \u0e3f THB
            \u20a6 NGN
            \u20b2 PYG
            \u20a1 CRC SVC
            \u20b8 KZT
            \u20be GEL
            \u20bc AZN
            \u058f AMD
            \u20ae MNT
            \u20ad LAK
            \u17db KHR
            \u09f3 BDT
            \u20b5 GHS
            \u060b AFN
            \ufdfc IRR SAR QAR OMR YER
            """.lines()
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> Set.of(words[1].split(" ", -1))));

    private CurrencySigns() {}

    /** Whether it is a sign, or a word such as kr, and no code. */
    static boolean isKnown(String sign) {
        return CODES.containsKey(sign);
    }

    /** The codes that a sign or a code may stand for; empty if it is not known. */
    static Set<String> codes(String sign) {
        boolean isCode = sign.length() == 3 && sign.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return isCode ? Set.of(sign) : CODES.getOrDefault(sign, Set.of());
    }

    /** The one code that a sign stands for, or the sign itself if it may be that of several. */
    static String name(String sign) {
        Set<String> codes = codes(sign);
        return codes.size() == 1 ? codes.iterator().next() : sign;
    }
}
