package io.engagement.connect;

import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Customers whose ids are e-mail addresses of the company itself, or of machines. */
final class Addresses {
    private static final int LARGEST_SHARE = 10;
    private static final int LEAST_ROWS = 100;
    private static final int TOLD = 3;

    /** Of providers that give an address to anybody, up to the first point. */
    private static final Set<String> PROVIDERS = Set.of(
            "gmail",
            "googlemail",
            "yahoo",
            "ymail",
            "rocketmail",
            "hotmail",
            "outlook",
            "live",
            "msn",
            "icloud",
            "me",
            "mac",
            "aol",
            "gmx",
            "web",
            "t-online",
            "freenet",
            "arcor",
            "mail",
            "inbox",
            "list",
            "bk",
            "yandex",
            "rambler",
            "ukr",
            "qq",
            "163",
            "126",
            "sina",
            "sohu",
            "foxmail",
            "naver",
            "daum",
            "hanmail",
            "docomo",
            "ezweb",
            "softbank",
            "orange",
            "wanadoo",
            "free",
            "laposte",
            "sfr",
            "neuf",
            "libero",
            "virgilio",
            "tiscali",
            "alice",
            "tin",
            "wp",
            "o2",
            "onet",
            "interia",
            "op",
            "seznam",
            "centrum",
            "uol",
            "bol",
            "terra",
            "comcast",
            "verizon",
            "att",
            "sbcglobal",
            "cox",
            "bellsouth",
            "charter",
            "earthlink",
            "btinternet",
            "btopenworld",
            "sky",
            "virginmedia",
            "talktalk",
            "ntlworld",
            "blueyonder",
            "proton",
            "protonmail",
            "pm",
            "posteo",
            "mailbox",
            "tutanota",
            "zoho",
            "fastmail",
            "hey",
            "telenet",
            "skynet",
            "proximus",
            "ziggo",
            "kpnmail",
            "planet",
            "hetnet",
            "xs4all",
            "home",
            "bluewin",
            "hispeed",
            "rediffmail",
            "bigpond",
            "optusnet",
            "telia",
            "telefonica",
            "sapo",
            "abv");

    private static final Set<String> MACHINES = Set.of(
            "noreply",
            "donotreply",
            "mailerdaemon",
            "postmaster",
            "bounce",
            "bounces",
            "notification",
            "notifications",
            "autoreply",
            "nichtantworten");

    private static final String OWN =
            ": the company's own? Take the customer from another column, or leave them out with"
                    + " --where COLUMN!=ADDRESS";

    private final LogView view;
    private final Set<String> ofStaff;
    private final Map<String, Domain> domains = new HashMap<>();
    private final List<String> machines = new ArrayList<>();
    private int machineCount;

    /** The customers of a domain, and their interactions. */
    private static final class Domain {
        private int customers;
        private long rows;
    }

    private Addresses(LogView view, Set<String> ofStaff) {
        this.view = view;
        this.ofStaff = ofStaff;
    }

    /**
     * What is to be told.
     *
     * @param staff addresses of people who act for the company
     */
    static List<String> notes(LogView view, List<String> staff) {
        Addresses all = new Addresses(
                view,
                staff.stream()
                        .map(Addresses::domain)
                        .filter(domain -> !isOfProvider(domain))
                        .collect(Collectors.toSet()));
        for (int row = 0; row < view.customers(); row++) {
            if (view.customerId(row).indexOf('@') > 0) {
                all.look(view.customerId(row), view.end(row) - view.start(row));
            }
        }
        return all.notes();
    }

    private void look(String id, int rows) {
        Domain domain = domains.computeIfAbsent(domain(id), unused -> new Domain());
        domain.customers++;
        domain.rows += rows;
        String name = id.substring(0, id.indexOf('@')).toLowerCase(Locale.ROOT);
        if (MACHINES.contains(name.replaceAll("[-_.]", "").replaceAll("\\+.*", ""))) {
            machineCount++;
            if (machines.size() < TOLD) {
                machines.add(Excerpt.of(id));
            }
        }
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfProvider(String domain) {
        int end = domain.indexOf('.');
        return PROVIDERS.contains(end < 0 ? domain : domain.substring(0, end));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> large = new ArrayList<>();
        new TreeMap<>(domains).forEach((name, domain) -> {
            boolean isOfStaff = ofStaff.contains(name);
            boolean isLarge = view.size() >= LEAST_ROWS
                    && domain.customers > 1
                    && domain.rows * LARGEST_SHARE > view.size()
                    && !isOfProvider(name);
            String words = domain.customers + " customer ids are addresses of " + Excerpt.of(name) + ", with "
                    + domain.rows + " of " + view.size() + " interactions";
            if (isOfStaff) {
                notes.add(words + ", whose people act for the company" + OWN);
            } else if (isLarge) {
                large.add(words);
            }
        });
        if (!large.isEmpty()) {
            notes.add(String.join("; ", large) + OWN);
        }
        if (machineCount > 0) {
            notes.add(machineCount + " customer ids are addresses of machines (" + String.join(", ", machines)
                    + "): no customers? Leave them out with --where COLUMN!=ADDRESS");
        }
        return notes;
    }
}
