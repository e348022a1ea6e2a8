package io.engagement.cli;

import io.engagement.connect.CustomerIds;
import io.engagement.connect.Layout;
import io.engagement.connect.TableFile;
import io.engagement.connect.TimeFormat;
import io.engagement.outcome.mutual.Referral;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of referrals: referrer, referred, at. */
final class ReferralsFile {
    private ReferralsFile() {}

    static List<Referral> read(Path file, TimeFormat times) {
        List<Referral> referrals = new ArrayList<>();
        TableFile.of(file, Layout.usual())
                .needing(List.of("referrer", "referred", "at"))
                .read(line -> referrals.add(new Referral(
                        CustomerIds.of(line.text("referrer")),
                        CustomerIds.of(line.text("referred")),
                        line.time("at", times))));
        return referrals;
    }
}
