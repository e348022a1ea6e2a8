package io.engagement.crm;

import io.engagement.history.InteractionLog;
import java.util.Optional;

/** The files of one run, of which the last that was written or read is held: where there is one part, it is read once. */
final class RunLogs {
    private final Logs folder;
    private final long run;
    private Optional<Held> held = Optional.empty();

    private record Held(String file, InteractionLog log) {}

    RunLogs(Logs folder, long run) {
        this.folder = folder;
        this.run = run;
    }

    /** Into a new file. */
    String write(InteractionLog log) {
        letGo();
        String file = Logs.name(run);
        folder.write(file, log);
        held = Optional.of(new Held(file, log));
        return file;
    }

    /** Empty if it cannot be used. */
    Optional<InteractionLog> read(String file) {
        if (held.filter(last -> last.file().equals(file)).isEmpty()) {
            letGo();
            held = folder.read(file).map(log -> new Held(file, log));
        }
        return held.map(Held::log);
    }

    /** Of a file that this run wrote or read before. */
    InteractionLog reread(String file) {
        return read(file)
                .orElseThrow(() -> new CrmException("the file " + file
                        + " was changed or is gone since it was read: nothing is written, run again"));
    }

    /** Holds nothing. */
    void letGo() {
        held = Optional.empty();
    }
}
