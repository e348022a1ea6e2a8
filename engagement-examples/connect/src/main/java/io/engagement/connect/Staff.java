package io.engagement.connect;

import io.engagement.history.LogView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who acts for the company in the rows of one source, by columns that nothing was made of: an agent's id must never be that of
 * a customer. Thread-safe.
 */
final class Staff implements Serializable {
    private static final long serialVersionUID = 1;

    /** A company has fewer agents; a column of more has something else. */
    private static final int MOST = 10_000;

    /** Numbers of fewer digits may count both agents and customers. */
    private static final int LEAST_DIGITS = 5;

    private static final int TOLD = 3;

    /** Of those who wrote or entered something, who may be customers as well. */
    private static final Set<String> AUTHORS = Set.of(
            "author",
            "authorid",
            "authoremail",
            "createdby",
            "createdbyid",
            "sender",
            "senderid",
            "senderemail",
            "from",
            "fromemail",
            "fromaddress",
            "submitter",
            "submitterid",
            "actorid",
            "userid",
            "verfasser",
            "absender");

    private static final Set<String> AGENTS = Set.of(
            "agent",
            "agentid",
            "agentemail",
            "assignee",
            "assigneeid",
            "assignedto",
            "assigneduserid",
            "owner",
            "ownerid",
            "owneremail",
            "hubspotownerid",
            "operator",
            "operatorid",
            "employee",
            "employeeid",
            "salesrep",
            "salesperson",
            "salespersonid",
            "bearbeiter",
            "sachbearbeiter",
            "betreuer",
            "mitarbeiter");

    private static final Set<String> ROLES =
            Set.of("authortype", "authorrole", "sendertype", "senderrole", "actortype", "usertype", "userrole", "role");

    private static final Set<String> ROLES_OF_STAFF =
            Set.of("admin", "agent", "staff", "bot", "team", "teammate", "operator", "employee", "internal", "system");

    private final ArrayList<Acting> columns = new ArrayList<>();
    private final String customerColumn;
    /** Empty if no column tells what authors are. */
    private final String roleColumn;

    private final int role;
    private final ConcurrentHashMap<String, Long> rowsByRole = new ConcurrentHashMap<>();

    /** A column of people who act, and who of them acted on what is of somebody else. */
    private record Acting(
            String name, int column, boolean isOfAgents, ConcurrentHashMap.KeySetView<String, Boolean> ids)
            implements Serializable {}

    private Staff(Staff other) {
        customerColumn = other.customerColumn;
        roleColumn = other.roleColumn;
        role = other.role;
        other.columns.forEach(each ->
                columns.add(new Acting(each.name, each.column, each.isOfAgents, ConcurrentHashMap.newKeySet())));
    }

    private Staff(List<String> header, String customer) {
        boolean isAuthor = AUTHORS.contains(FieldNames.plain(customer));
        customerColumn = customer;
        roleColumn = header.stream()
                .filter(name -> isAuthor && ROLES.contains(FieldNames.plain(name)))
                .findFirst()
                .orElse("");
        role = roleColumn.isEmpty() ? Cell.NONE : header.indexOf(roleColumn);
        for (int i = 0; i < header.size(); i++) {
            String plain = FieldNames.plain(header.get(i));
            boolean isOfAgents = AGENTS.contains(plain);
            if (!header.get(i).equals(customer) && (isOfAgents || AUTHORS.contains(plain))) {
                columns.add(new Acting(header.get(i), i, isOfAgents, ConcurrentHashMap.newKeySet()));
            }
        }
    }

    /**
     * Nobody so far.
     *
     * @param header the source's own columns
     * @param customer the one of them that customers are in; empty if they are in none
     */
    static Staff of(List<String> header, String customer) {
        return new Staff(header, customer);
    }

    /** Whether a column of that name may tell who acted, or what they are. */
    static boolean mayAct(String name) {
        String plain = FieldNames.plain(name);
        return AGENTS.contains(plain) || AUTHORS.contains(plain) || ROLES.contains(plain);
    }

    /** Nobody, in no columns. */
    static Staff none() {
        return new Staff(List.of(), "");
    }

    /** The same columns, with nobody so far. */
    Staff unseen() {
        return new Staff(this);
    }

    boolean isSought() {
        return !columns.isEmpty() || role != Cell.NONE;
    }

    /** Looks at a row that was read for a customer. */
    void look(Row row, String customer) {
        for (Acting each : columns) {
            if (each.ids().size() <= MOST) {
                String id = Blanks.strip(row.field(each.column()));
                if (!id.isEmpty() && !id.equals(customer)) {
                    each.ids().add(id);
                }
            }
        }
        if (role != Cell.NONE) {
            String text = Blanks.strip(row.field(role));
            if (ROLES_OF_STAFF.contains(text.toLowerCase(Locale.ROOT))) {
                rowsByRole.merge(text, 1L, Long::sum);
            }
        }
    }

    /** Adds who was seen in other rows of the same columns. */
    void addAll(Staff other) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).ids().addAll(other.columns.get(i).ids());
        }
        other.rowsByRole.forEach((text, rows) -> rowsByRole.merge(text, rows, Long::sum));
    }

    /** Addresses of those who act for the company. */
    List<String> addresses() {
        return columns.stream()
                .filter(each -> each.ids().size() <= MOST)
                .flatMap(each -> each.ids().stream())
                .filter(id -> id.indexOf('@') > 0)
                .toList();
    }

    /** What is to be told, by the customers that were read. */
    List<String> notes(String source, LogView view) {
        return notes(source, ids -> IntStream.range(0, view.customers())
                .filter(row -> view.end(row) > view.start(row))
                .mapToObj(view::customerId)
                .filter(ids::contains)
                .toList());
    }

    /**
     * What is to be told.
     *
     * @param customers which of some ids are those of customers with interactions
     */
    List<String> notes(String source, Function<Set<String>, List<String>> customers) {
        List<String> notes = new ArrayList<>();
        columns.stream()
                .filter(each -> !each.ids().isEmpty() && each.ids().size() <= MOST)
                .flatMap(each -> note(source, each, customers).stream())
                .forEach(notes::add);
        if (!rowsByRole.isEmpty()) {
            notes.add(noteRoles(source));
        }
        return notes;
    }

    private static Optional<String> note(String source, Acting acting, Function<Set<String>, List<String>> customers) {
        Set<String> sought = acting.ids().stream()
                .filter(id -> !acting.isOfAgents() || !isShortNumber(id))
                .collect(Collectors.toSet());
        List<String> both = sought.isEmpty() ? List.of() : customers.apply(sought);
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(source + ": " + both.size() + " ids are customers' and also those of others in column "
                        + Excerpt.of(acting.name()) + ", who acted for somebody else's rows ("
                        + both.stream().limit(TOLD).map(Excerpt::of).collect(Collectors.joining(", "))
                        + "): agents? Take the customer from the conversation, with --lookup, or leave their rows out with"
                        + " --where COLUMN!=ID");
    }

    private static boolean isShortNumber(String id) {
        return id.length() < LEAST_DIGITS && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private String noteRoles(String source) {
        String column = Excerpt.of(roleColumn);
        String roles = rowsByRole.keySet().stream().sorted().map(Excerpt::of).collect(Collectors.joining(", "));
        long rows = rowsByRole.values().stream().mapToLong(Long::longValue).sum();
        return source + ": customers are those of column " + Excerpt.of(customerColumn) + ", and " + rows
                + " rows are of the company by column " + column + " (" + roles
                + "): an agent is no customer. Take the customer from the conversation, with --lookup, or leave these rows"
                + " out with --where " + column + "!="
                + rowsByRole.keySet().stream()
                        .sorted()
                        .findFirst()
                        .map(Excerpt::of)
                        .orElse("");
    }
}
