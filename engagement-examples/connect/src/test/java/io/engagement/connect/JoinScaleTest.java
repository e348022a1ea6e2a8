package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A help desk's three files, joined in two steps: a comment's ticket, and the ticket's requester. In full a million rows each. */
class JoinScaleTest {
    private static final int ROWS = FullRun.pick(1_000_000, 40_000);
    private static final String MEMORY = FullRun.isOn() ? "-Xmx2g" : "-Xmx80m";
    private static final Pattern TOLD = Pattern.compile("(\\d+) interactions of (\\d+) customers, ([\\d.]+) s,.*");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void threeFilesAreJoinedWithinTheMemory() throws IOException {
        writeUsers();
        writeTickets();
        writeComments();
        Path mapping = Files.writeString(folder.resolve("mapping.toml"), """
                where = ["public=true"]

                [map]
                customer = "users.customer_no"
                at = "created_at"
                conversation = "ticket_id"
                channel = "tickets.via"
                initiator = [
                  {value = "CUSTOMER", when = ["author_id==tickets.requester_id"]},
                  {value = "COMPANY"},
                ]

                [set]
                purpose = "SUPPORT"

                [[join]]
                column = "ticket_id"
                file = "tickets.csv"
                key = "id"

                [[join]]
                column = "tickets.requester_id"
                file = "users.csv"
                key = "id"
                """);
        String told = SecondJvm.run(SecondJvm.command(
                List.of(MEMORY, "-XX:+UseSerialGC"),
                JoinRun.class,
                folder.resolve("comments.csv").toString(),
                mapping.toString()));
        System.out.println(ROWS + " rows in each of three files, " + MEMORY + ": " + told.strip());
        Matcher found = TOLD.matcher(told.strip().lines().reduce("", (before, line) -> line));
        assertThat(found.matches()).as(told).isTrue();
        assertThat(Integer.parseInt(found.group(1))).isEqualTo(ROWS - ROWS / 10);
        assertThat(Integer.parseInt(found.group(2))).isBetween(ROWS / 4, ROWS);
    }

    private BufferedWriter file(String name, String header) throws IOException {
        BufferedWriter writer = Files.newBufferedWriter(folder.resolve(name));
        writer.write(header + "\n");
        return writer;
    }

    /** As API's have ids: numbers of 13 digits. */
    private static long id(long kind, long number) {
        return kind * 1_000_000_000_000L + number * 7_919;
    }

    private void writeUsers() throws IOException {
        try (BufferedWriter users = file("users.csv", "id,name,email,role,customer_no,created_at,locale")) {
            for (int i = 0; i < ROWS; i++) {
                users.write(id(3, i) + ",Name " + i + ",u" + i + "@example.com,end-user,C-" + (i * 13L)
                        + ",2024-01-01T00:00:00Z,de\n");
            }
        }
    }

    private void writeTickets() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (BufferedWriter tickets = file("tickets.csv", "id,requester_id,subject,via,status,created_at")) {
            for (int i = 0; i < ROWS; i++) {
                tickets.write(id(2, i) + "," + id(3, random.nextInt(ROWS)) + ",\"Where is my order, " + i + "?\","
                        + (i % 3 == 0 ? "email" : "web") + ",closed,2024-02-01T08:00:00Z\n");
            }
        }
    }

    private void writeComments() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        try (BufferedWriter comments = file("comments.csv", "id,ticket_id,author_id,public,created_at,body")) {
            for (int i = 0; i < ROWS; i++) {
                comments.write(id(1, i) + "," + id(2, random.nextInt(ROWS)) + "," + id(3, random.nextInt(ROWS)) + ","
                        + (i % 10 != 0) + ",2024-0" + (1 + i % 9) + "-1" + i % 10 + "T0" + i % 8 + ":00:00Z,Thanks\n");
            }
        }
    }
}
