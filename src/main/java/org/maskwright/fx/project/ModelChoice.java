package org.maskwright.fx.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maskwright.workflow.ModelShelf;

/// Which models are asked for a proposal: the first leads, any others look at the scan, too, and the mean of what all find decides.
///
/// @param members at least one, each once, of the same labels
public record ModelChoice(List<ModelShelf.Entry> members) {
    public ModelChoice {
        members = List.copyOf(members);
        if (members.isEmpty()) throw new IllegalArgumentException("at least one model is asked");
    }

    public static ModelChoice of(ModelShelf.Entry alone) {
        return new ModelChoice(List.of(alone));
    }

    /// The one that names the labels, and whose card says how they are mended.
    public ModelShelf.Entry leader() {
        return members.getFirst();
    }

    public boolean isTogether() {
        return members.size() > 1;
    }

    public boolean has(ModelShelf.Entry entry) {
        return members.contains(entry);
    }

    /// With a model that was not asked, or without one that was; the leader stays.
    public ModelChoice toggled(ModelShelf.Entry entry) {
        if (entry.equals(leader())) return this;
        List<ModelShelf.Entry> other = new ArrayList<>(members);
        if (!other.remove(entry)) other.add(entry);
        return new ModelChoice(other);
    }

    /// Why a model cannot be asked, too, as a sentence; empty if it can.
    ///
    /// @param modality of the scan; empty if unknown
    public String obstacle(ModelShelf.Entry entry, String modality) {
        if (entry.images().size() > 1 || leader().images().size() > 1) return "A model that takes several images of a case is asked alone.";
        String unlike = unlike(entry, modality);
        if (!unlike.isEmpty()) return unlike;
        for (ModelShelf.Entry member : members) {
            if (member.equals(entry)) continue;
            String why = entry.obstacleWith(member);
            if (!why.isEmpty()) return why;
        }
        return "";
    }

    /// Whether a model was made for scans of `modality`, and needs no other image beside.
    public static boolean fits(ModelShelf.Entry entry, String modality) {
        return entry.images().size() == 1 && knows(entry, modality);
    }

    private static boolean knows(ModelShelf.Entry entry, String modality) {
        return entry.modality().isEmpty() || modality.isEmpty() || entry.modality().equalsIgnoreCase(modality);
    }

    /// That it was made for other scans, as a sentence; empty if it was not.
    static String unlike(ModelShelf.Entry entry, String modality) {
        return knows(entry, modality) ? "" : "Made for " + entry.modality() + "; this scan is " + modality + ".";
    }

    /// Those that look beside the leader, in one word that [#with] understands; empty if none does.
    public String company() {
        return members.stream().skip(1).map(ModelShelf.Entry::sha256).collect(Collectors.joining(","));
    }

    /// With those of `offered` that `company` names and that can still be asked together.
    public ModelChoice with(List<ModelShelf.Entry> offered, String company) {
        ModelChoice all = this;
        for (String sha256 : company.split(",")) {
            for (ModelShelf.Entry entry : offered) {
                if (entry.sha256().equals(sha256) && !all.has(entry) && all.obstacle(entry, "").isEmpty()) all = all.toggled(entry);
            }
        }
        return all;
    }

    /// What a measure of how sure they are needs and they do not offer, and what would help; empty if they can be asked.
    String missing(String measure) {
        return leader().missing(measure, members.size() - 1);
    }

    /// How many times longer looking at every tile mirrored, too, takes; 1 where no member knows mirrored tiles.
    public double mirroredTimes() {
        return members.stream().mapToInt(ModelShelf.Entry::mirroredLooks).average().orElse(1);
    }

    /// Whether the leader looks mirrored unless it is asked otherwise.
    boolean mirrors() {
        return leader().mirrored();
    }

    /// What it costs against one plain look of one such model, such as "2 models, mirrored: about 4 × the time of one"; empty if that is all.
    ///
    /// @param mirrored as it is asked for; empty for what each card says
    public String cost(Optional<Boolean> mirrored) {
        int times = members.stream().mapToInt(one -> mirrored.orElse(one.mirrored()) ? one.mirroredLooks() : 1).sum();
        if (times == 1) return "";
        String what = (isTogether() ? members.size() + " models" : "") + (isTogether() && times > members.size() ? ", mirrored" : isTogether() ? "" : "Mirrored");
        return what + ": about " + times(times) + " × the time";
    }

    /// A factor in as few digits as say it.
    static String times(double times) {
        return times == Math.rint(times) ? String.valueOf((int) times) : String.format(Locale.ROOT, "%.1f", times);
    }
}
