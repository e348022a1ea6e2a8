package io.engagement.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a page is printed. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON on standard output, and nothing else there.")
    private boolean json;

    boolean isGiven() {
        return json;
    }

    void print(Page page, CommandLine command) {
        PrintWriter out = new Messages(command.getOut());
        out.print(json ? page.json() : page.text());
        out.flush();
    }
}
