package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.history.LogView;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.ArmShares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Campaigns as they come from assignments and the log, and as they are told. */
final class ToldCampaigns {
    private final LogView view;
    private final Map<String, List<Wave>> found = new LinkedHashMap<>();
    /** By the name of a campaign's arm, the campaign. */
    private final Map<String, String> ofArms = new LinkedHashMap<>();

    ToldCampaigns(LogView view) {
        this.view = view;
    }

    /** Adds assigned ones. */
    void add(AssignedWaves assigned) {
        add(assigned.waves());
        ofArms.putAll(assigned.campaigns());
    }

    private String campaign(String name) {
        return ofArms.getOrDefault(name, name);
    }

    /** Adds campaigns that are not there yet. */
    void add(Map<String, List<Wave>> waves) {
        waves.forEach((campaign, own) -> {
            boolean isThere = found.putIfAbsent(campaign, own) != null;
            if (isThere || ofArms.containsValue(campaign)) {
                throw new DataRefused("campaign " + Excerpt.of(campaign)
                        + " is in --assignments and in --random-campaigns: leave it out of one of them");
            }
        });
    }

    /** Of each campaign that nobody was held out of, from the log alone, if there are no others. */
    void addLoggedIfNone() {
        if (found.isEmpty()) {
            Set<String> logged = logged();
            if (logged.isEmpty()) {
                throw new DataRefused(
                        "the log has no contact of a campaign that the company initiated: map campaign and"
                                + " initiator, or give --assignments");
            }
            logged.forEach(name -> found.put(name, Campaign.ofLog(view, name).waves()));
        }
    }

    /** All campaigns that the company contacted anybody for. */
    private Set<String> logged() {
        Set<String> names = new LinkedHashSet<>();
        view.kinds().stream().filter(LoggedWaves::isContact).forEach(kind -> kind.campaign()
                .ifPresent(names::add));
        return names;
    }

    /** Names of assigned campaigns of which the log has no contact: their contacts stand there under another name, or not at all. */
    List<String> unlogged() {
        Set<String> logged = logged();
        return found.keySet().stream()
                .map(this::campaign)
                .distinct()
                .filter(name -> !logged.isEmpty() && !logged.contains(name))
                .toList();
    }

    /** What is planned of the arms of a wave, among themselves. */
    private static ArmShares ofArms(ArmShares planned, Wave wave) {
        List<String> arms = planned.arms().stream()
                .filter(wave.assignments().arms()::contains)
                .toList();
        double sum = arms.stream().mapToDouble(planned::share).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        arms.forEach(arm -> shares.put(arm, planned.share(arm) / sum));
        return ArmShares.of(planned.holdOut(), shares);
    }

    /** All with what the log does not say of them; those of one name are one campaign. */
    List<Campaign> with(Map<String, CampaignTerms> terms, Optional<ArmShares> planned) {
        new BaseNames(view)
                .campaigns(
                        "--campaigns",
                        terms.keySet().stream()
                                .filter(name -> !found.containsKey(name) && !ofArms.containsValue(name))
                                .toList());
        Map<String, List<Wave>> byName = new LinkedHashMap<>();
        Map<String, Set<String>> logged = new LinkedHashMap<>();
        Map<String, CampaignTerms> first = new LinkedHashMap<>();
        found.forEach((told, own) -> {
            String campaign = campaign(told);
            CampaignTerms its = terms.getOrDefault(campaign, CampaignTerms.none(campaign));
            String name = its.name() + told.substring(campaign.length());
            first.putIfAbsent(name, its);
            logged.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(campaign);
            own.forEach(wave -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(its.of(planned.map(
                                    all -> wave.withPlannedShares(ofArms.containsKey(told) ? ofArms(all, wave) : all))
                            .orElse(wave))));
        });
        return byName.entrySet().stream()
                .map(each -> first.getOrDefault(each.getKey(), CampaignTerms.none(each.getKey()))
                        .of(Campaign.of(each.getKey(), each.getValue())
                                .withLogNames(logged.getOrDefault(each.getKey(), Set.of(each.getKey())))))
                .toList();
    }
}
