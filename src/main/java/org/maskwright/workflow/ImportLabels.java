package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.maskwright.algorithm.LabelResampling;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.workflow.pseudo.PseudoAuthor;

/// Brings label maps from a file into an open case: first they are looked at, then taken.
public final class ImportLabels {
    /// One label map on the case's grid. Segments that overlap come as several.
    ///
    /// @param title what to call it as a layer
    /// @param table names and colours that the file brought; empty as a rule
    /// @param lost names of labels that had voxels in the file and have none on the case's grid
    /// @param author whose labels they are, if the file says that they are a model's and nobody looked at them
    public record LabelMap(String title, Labels labels, LabelTable table, List<String> lost, Optional<PseudoAuthor> author) {
        public LabelMap {
            lost = List.copyOf(lost);
        }
    }

    /// What a file holds for the case.
    ///
    /// @param name of the file
    /// @param match how its grid lies to the scan's
    /// @param maps on the case's grid; none if the grid does not fit
    /// @param heart a voxel through which each plane shows most of the labels
    /// @param remarks whole sentences on what was mended or left out
    public record Found(String name, GridMatch match, List<LabelMap> maps, Point heart, List<String> remarks) {
        public Found {
            maps = List.copyOf(maps);
            remarks = List.copyOf(remarks);
        }
    }

    /// What came of taking it.
    ///
    /// @param edit of the active layer; nothing if it was not touched, or is so already
    /// @param layers on their way to the disk
    public record Taken(Optional<LabelEdit> edit, List<Job<Layer>> layers) {}

    private final JobRunner jobs;

    ImportLabels(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// Reads `file` and lays its labels on the grid of the case; one that lies on another grid is resampled to be looked at.
    /// The job fails with a sentence if it is no label map.
    public Job<Found> look(CaseSession session, Path file) {
        Geometry grid = session.volume().geometry();
        return jobs.submit(JobRunner.Lane.COMPUTE, "Reading " + FormatException.name(file), progress -> {
            Contents contents = Formats.describe(file, progress.part(0, 0.1));
            List<Item> items = contents.items().stream().filter(item -> item.header().kind() == ImageHeader.Kind.LABELS).toList();
            if (items.isEmpty()) items = List.of(Formats.open(file, Progress.NONE));
            return found(FormatException.name(file), items, contents.remarks(), grid, progress.part(0.1, 1));
        });
    }

    /// As [#look(CaseSession, Path)], of label maps that [OpenCase#look] found: all that belong together, as the layers of one
    /// file do.
    public Job<Found> look(CaseSession session, List<Choice> choices) {
        Geometry grid = session.volume().geometry();
        String first = choices.getFirst().title(), name = choices.size() == 1 ? first : first.replaceFirst("(?:: [^:]*)?, layer \\d+.*$", "");
        List<Item> items = choices.stream().map(choice -> choice.item(choice.whole()).orElseThrow()).toList();
        return jobs.submit(JobRunner.Lane.COMPUTE, "Reading " + name, progress -> found(name, items, List.of(), grid, progress));
    }

    private static Found found(String name, List<Item> items, List<String> said, Geometry grid, Progress progress) throws IOException, FormatException {
        Set<String> remarks = new TreeSet<>(said);
        List<LabelMap> maps = new ArrayList<>();
        GridMatch match = new GridMatch.Apart();
        for (int i = 0; i < items.size(); i++) {
            Laid laid = lay(items.get(i), grid, progress.part((double) i / items.size(), (i + 1.0) / items.size()));
            if (i == 0) match = laid.match();
            if (laid.map().isEmpty()) {
                if (i == 0) break;
                throw FormatException.of(name, "", "its label maps lie on different grids.", "Import them one by one.");
            }
            remarks.addAll(items.get(i).remarks());
            laid.map().get().author().ifPresent(by -> remarks.add("These are pseudo-labels of " + by.model() + ", at which nobody looked. They stay marked as the model's until they are changed."));
            maps.add(laid.map().get());
        }
        return new Found(name, match, maps, heart(grid.size(), maps), List.copyOf(remarks));
    }

    /// One map on the case's grid; nothing if it does not fit there.
    private record Laid(GridMatch match, Optional<LabelMap> map) {}

    private static Laid lay(Item item, Geometry grid, Progress progress) throws IOException, FormatException {
        Optional<PseudoAuthor> author = PseudoAuthor.of(item.header().table());
        LabelTable table = PseudoAuthor.plain(item.header().table());
        GridMatch match = GridMatch.of(grid, item.header().geometry());
        if (match instanceof GridMatch.Same || match instanceof GridMatch.Nearly) return new Laid(match, Optional.of(new LabelMap(item.title(), item.labelsOn(grid, progress), table, List.of(), author)));
        // a segmentation or outlines know their place, and cover as a rule a part of the scan: that is no other grid
        if (item.image().liesOn(grid)) return new Laid(new GridMatch.Placed(), Optional.of(new LabelMap(item.title(), item.labelsOn(grid, progress), table, List.of(), author)));
        if (!match.isFit()) return new Laid(match, Optional.empty());
        Labels read = item.labels(progress.part(0, 0.7)), labels = LabelResampling.nearest(read, grid, progress.part(0.7, 1));
        Set<Integer> gone = new TreeSet<>(read.counts().keySet());
        gone.removeAll(labels.counts().keySet());
        return new Laid(match, Optional.of(new LabelMap(item.title(), labels, table, gone.stream().map(table::name).toList(), author)));
    }

    private static Point heart(Size size, List<LabelMap> maps) {
        int[] x = new int[size.x()], y = new int[size.y()], z = new int[size.z()];
        short[] slice = new short[size.sliceVoxels()];
        for (LabelMap map : maps) {
            for (int k = 0; k < size.z(); k++) {
                if (map.labels().isUntouched(k)) continue;
                map.labels().copySlice(k, slice);
                for (int i = 0; i < slice.length; i++) {
                    if (slice[i] == 0) continue;
                    x[i % size.x()]++;
                    y[i / size.x()]++;
                    z[k]++;
                }
            }
        }
        return new Point(fullest(x), fullest(y), fullest(z));
    }

    /// Where most is; the middle if nothing is anywhere.
    private static int fullest(int[] counts) {
        int best = counts.length / 2;
        for (int i = 0; i < counts.length; i++) if (counts[i] > counts[best]) best = i;
        return best;
    }

    /// Takes what was found into the case. To be called on the labels' writing thread.
    ///
    /// One map becomes the labels of the active layer, as one edit that can be undone; locked labels stay. Several maps become
    /// layers, the first of them the active one if nothing is painted there yet.
    ///
    /// @param asLayer whether one map, too, becomes a layer of its own
    public Taken take(CaseSession session, Found found, boolean asLayer) {
        if (found.maps().isEmpty()) throw new IllegalArgumentException(found.name() + " does not fit the case");
        boolean intoActive = found.maps().size() == 1 ? !asLayer : session.labels().snapshot().counts().isEmpty();
        Optional<LabelEdit> edit = Optional.empty();
        List<Job<Layer>> layers = new ArrayList<>();
        for (LabelMap map : found.maps()) {
            boolean replaces = intoActive && map == found.maps().getFirst();
            Labels labels = inOurValues(session, map, replaces);
            if (replaces) {
                edit = replace(session, labels, map.author().isPresent() ? LabelDeeds.ACCEPT + " " + found.name() + ", pseudo-labels" : editName(found));
                map.author().ifPresent(by -> {
                    session.activeLayer().accepted(labels.counts().keySet(), new LabelDeeds.Model(by.model(), by.sha256(), LabelDeeds.Model.FROM_FILE));
                    session.save(); // a stroke's journal does not say whose labels they are
                });
            } else layers.add(session.addLayer(map.title(), labels));
        }
        return new Taken(edit, layers);
    }

    private static String editName(Found found) {
        return "Import " + found.name() + (found.match() instanceof GridMatch.Other ? ", resampled" : "");
    }

    /// The map with the values that the case gives to the same names, and the case's table with the names it lacked.
    private static Labels inOurValues(CaseSession session, LabelMap map, boolean replaces) {
        Set<Integer> values = map.labels().counts().keySet(), unnamed = new TreeSet<>(values), painted = new TreeSet<>();
        LabelTable named = LabelTable.EMPTY;
        for (LabelTable.Entry entry : map.table().entries()) if (!LabelMatch.isUnnamed(entry)) named = named.with(entry);
        for (LabelTable.Entry entry : named.entries()) unnamed.remove(entry.value());
        for (Layer layer : session.layers()) if (!replaces || layer != session.activeLayer()) painted.addAll(layer.labels().snapshot().counts().keySet());
        painted.addAll(unnamed);
        LabelTable ours = session.table().covering(unnamed);
        LabelMatch.Matched matched = LabelMatch.onto(ours, painted, map.labels(), named);
        for (LabelTable.Entry entry : matched.table().entries()) if (ours.find(entry.value()).map(LabelMatch::isUnnamed).orElse(true)) ours = ours.with(entry);
        session.setTable(ours);
        return matched.labels();
    }

    private static Optional<LabelEdit> replace(CaseSession session, Labels labels, String name) {
        OpenEdit edit = session.labels().open(PaintRule.EVERYWHERE.withLocked(session.locked()));
        edit.assign(labels, labels.geometry().size().box(), label -> true);
        return edit.commit(name);
    }
}
