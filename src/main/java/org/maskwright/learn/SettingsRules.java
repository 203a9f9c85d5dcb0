package org.maskwright.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;

/// Derives a run's settings from its data by fixed rules, and says why: nobody need turn knobs, and the same data always trains the
/// same way.
///
/// The rules follow nnU-Net's idea of a fingerprint (Isensee et al. 2021, https://doi.org/10.1038/s41592-020-01008-z), cut
/// down to what a desktop's processor trains in an hour. What somebody asked for, and what a model that training goes on from
/// knows, comes before them.
///
/// @param start a model that training goes on from: its network is kept
/// @param sameLabels whether it knows the labels of the data: then its grid and grey levels are kept, too
/// @param trainingCases how many are learnt from
record SettingsRules(TrainingSet data, Fingerprint fingerprint, Architecture architecture, Optional<ModelCard> start, boolean sameLabels, int trainingCases,
                     TrainingMethod method) {
    /// A case of more voxels than this is seen coarser.
    private static final int MAX_CASE_VOXELS = 400_000;
    private static final int MAX_PATCH_VOXELS_3D = 160_000;
    private static final int MAX_PATCH_VOXELS_2D = 256 * 256;
    /// A patch of less than a sixty-fourth teaches next to nothing.
    private static final int MOST_HALVINGS = 6;
    /// As many levels as leave so many voxels a side at the deepest, as nnU-Net has it …
    private static final int VOXELS_AT_DEEPEST = 4;
    /// … but no fewer than these, which a thin stack of slices would ask for: a network that halves once sees next to nothing around a voxel.
    private static final int FEWEST_LEVELS = 3;
    /// Of a single patch a norm over the batch would learn that patch.
    private static final int SMALLEST_NORMALISED_BATCH = 2;
    private static final int MIN_STEPS = 80;
    private static final double GRADIENT_NORM = 5;
    /// Against forgetting: what a model knows already needs no large steps.
    private static final double RATE_FROM_A_MODEL = 0.25;

    /// What the rules came to.
    ///
    /// @param reasons a sentence each for grid, patch, depth, batch, mirroring and grey levels, for people
    record Choice(TrainingSettings settings, List<String> reasons) {
        Choice {
            reasons = List.copyOf(reasons);
        }
    }

    /// A setting and why it is so.
    private record Because<T>(T value, String why) {}

    /// The memory at hand.
    ///
    /// @param freeBytes [DeviceMemory#UNKNOWN] if nobody can say
    record Memory(Torch torch, long freeBytes) {
        static Memory of(Torch torch) {
            return new Memory(torch, torch.freeBytes());
        }
    }

    /// @param memory whose lack makes a batch smaller; empty where it is no concern
    Choice choose(Optional<Memory> memory) {
        return choose(memory, Optional.empty());
    }

    /// What memory decides of a step.
    ///
    /// @param batch patches a step
    /// @param halvings how often the most voxels that a patch may have were halved
    record Step(int batch, int halvings) {}

    /// Every step that the rules can come to, as usual first.
    Stream<Step> steps() {
        return Stream.iterate(usualBatch(), batch -> batch > 0, batch -> batch / 2).flatMap(batch -> IntStream.rangeClosed(0, MOST_HALVINGS).mapToObj(halvings -> new Step(batch, halvings)));
    }

    /// As a run was begun, whatever memory is free now.
    Choice choose(Step begunWith) {
        return choose(Optional.empty(), Optional.of(begunWith));
    }

    /// As many patches a step as there can be at most.
    private int usualBatch() {
        return architecture.dimensions() == 2 ? 8 : 4;
    }

    private Choice choose(Optional<Memory> asked, Optional<Step> begunWith) {
        Optional<Memory> memory = asked.filter(one -> one.freeBytes() != DeviceMemory.UNKNOWN);
        Because<Point> spacing = spacing();
        Point mm = spacing.value();
        Size size = new Size(voxels(mm, 0), voxels(mm, 1), voxels(mm, 2));
        Because<Recipe> recipe = recipe(size);
        int stride = stride(recipe.value());
        Because<IntensityRule> intensity = intensity();
        Because<List<Integer>> mirrorAxes = mirrorAxes();
        Function<Step, TrainingSettings> settings = step -> settings(recipe.value(), mm, size, patch(size, stride, step.halvings), intensity.value(), mirrorAxes.value(), step.batch);
        var usual = settings.apply(new Step(usualBatch(), 0));
        Because<Integer> batch = begunWith.isPresent() ? new Because<>(begunWith.get().batch, patches(begunWith.get().batch) + ", as when the run was begun.")
                : memory.isPresent() ? batch(usual, memory.get())
                : new Because<>(usual.batch(), patches(usual.batch()) + ", as usual in " + architecture.dimensions() + " dimensions.");
        int halvings = begunWith.isPresent() ? begunWith.get().halvings : memory.isPresent() ? halvings(settings, batch.value(), memory.get()) : 0;
        TrainingSettings chosen = settings.apply(new Step(batch.value(), halvings));
        String whyPatch = halvings == 0 ? whyPatch(size, chosen.patch(), stride)
                : memory.isPresent() ? whyHalved(settings.apply(new Step(batch.value(), 0)), chosen, memory.get()) : chosen.patch() + " voxels, as when the run was begun.";
        return new Choice(chosen, List.of("Grid: " + spacing.why(), "Patch: " + whyPatch, "Depth: " + recipe.why(), "Batch: " + batch.why(),
                "Mirroring: " + mirrorAxes.why(), "Grey levels: " + intensity.why()));
    }

    private TrainingSettings settings(Recipe recipe, Point mm, Size size, Size patch, IntensityRule intensity, List<Integer> mirrorAxes, int batch) {
        double patchesPerCase = Math.clamp((double) size.voxels() / patch.voxels(), 1, architecture.dimensions() == 2 ? 16 : 8);
        int steps = Math.max(MIN_STEPS, (int) Math.ceil(trainingCases * patchesPerCase / batch));
        double rate = method.learningRate().orElse(method.optimiser().learningRate() * (keptModel().isPresent() ? RATE_FROM_A_MODEL : 1));
        return new TrainingSettings(recipe, mm, patch, intensity, mirrorAxes, batch, steps, method.optimiser(), rate, method.schedule(),
                GRADIENT_NORM, method.lossOn(data.labels()), method.deepSupervision(), TrainingSettings.augmentations(mm, patch, intensity, mirrorAxes));
    }

    /// The model that training goes on from, where all that it knows is kept.
    private Optional<ModelCard> keptModel() {
        return start.filter(_ -> sameLabels);
    }

    // ---- grid

    /// The median spacing, made coarser where a whole case would have too many voxels: first along the axes that are finer
    /// than the others, then along all alike.
    private Because<Point> spacing() {
        if (keptModel().isPresent()) return new Because<>(keptModel().get().spacingMm(), mm(keptModel().get().spacingMm()) + ", that of model " + keptModel().get().id() + ".");
        Point median = rounded(fingerprint.spacingMm());
        Point chosen = architecture.dimensions() == 2 ? spacing2d() : spacing3d();
        if (chosen.equals(median)) return new Because<>(chosen, mm(chosen) + ", as the cases have it in the median.");
        String limit = architecture.dimensions() == 2 ? "a slice has no more than " + MAX_PATCH_VOXELS_2D : "a case has no more than " + MAX_CASE_VOXELS;
        return new Because<>(chosen, mm(chosen) + ", coarser than the cases' own " + mm(median) + " in the median, so that " + limit + " voxels.");
    }

    private Point spacing2d() {
        Point own = fingerprint.spacingMm();
        Point extent = fingerprint.extentMm();
        double side = Math.sqrt(extent.x() * extent.y() / MAX_PATCH_VOXELS_2D);
        return rounded(new Point(Math.max(own.x(), side), Math.max(own.y(), side), own.z()));
    }

    private Point spacing3d() {
        double[] mm = {fingerprint.spacingMm().x(), fingerprint.spacingMm().y(), fingerprint.spacingMm().z()};
        double voxels = 1;
        for (int axis = 0; axis < 3; axis++) voxels *= fingerprint.extentMm().along(axis) / mm[axis];
        while (voxels > MAX_CASE_VOXELS) {
            int finest = mm[0] <= mm[1] && mm[0] <= mm[2] ? 0 : mm[1] <= mm[2] ? 1 : 2;
            mm[finest] *= 1.02;
            voxels /= 1.02;
        }
        return rounded(new Point(mm[0], mm[1], mm[2]));
    }

    /// To a hundredth of a millimetre, so that a card reads well.
    private static Point rounded(Point mm) {
        return new Point(round(mm.x()), round(mm.y()), round(mm.z()));
    }

    private static double round(double mm) {
        return Math.max(0.01, Math.rint(mm * 100) / 100);
    }

    private int voxels(Point spacing, int axis) {
        return (int) Math.max(1, Math.round(fingerprint.extentMm().along(axis) / spacing.along(axis)));
    }

    // ---- patch

    /// The median case with what it needs to fit the network, its longest side shortened until it fits the memory and the minute.
    ///
    /// Whole cases are shown wherever they fit, with their edges: how far a label lies from where a scan was cut tells
    /// something, and proposals are made on whole cases, too.
    ///
    /// @param halvings how often the most voxels are halved for lack of memory
    private Size patch(Size size, int stride, int halvings) {
        int dimensions = architecture.dimensions();
        int[] sides = {size.x(), size.y(), size.z()};
        while (true) {
            Size patch = Predictor.fit(new Size(sides[0], sides[1], sides[2]), dimensions, stride);
            if (patch.voxels() <= mostVoxels() >> halvings) return patch;
            int longest = 0;
            for (int axis = 1; axis < dimensions; axis++) {
                if (patch.along(axis) > patch.along(longest)) longest = axis;
            }
            if (patch.along(longest) <= 2 * stride) return patch;
            sides[longest] = patch.along(longest) - stride;
        }
    }

    private int mostVoxels() {
        return architecture.dimensions() == 2 ? MAX_PATCH_VOXELS_2D : MAX_PATCH_VOXELS_3D;
    }

    private String whyPatch(Size size, Size patch, int stride) {
        String median = "the median " + (architecture.dimensions() == 2 ? "slice of " + size.x() + " × " + size.y() : "case of " + size);
        boolean whole = true;
        for (int axis = 0; axis < architecture.dimensions(); axis++) whole &= patch.along(axis) >= size.along(axis);
        return patch + " voxels, " + (whole ? median + " whole, filled up to multiples of " + stride + " for the network."
                : "less than " + median + ": at most " + mostVoxels() + " at a time, so that a step takes a moment.");
    }

    /// How often the patch must shrink until a step that is laid out as small as can be fits, or cannot shrink further.
    private int halvings(Function<Step, TrainingSettings> settings, int batch, Memory memory) {
        int halvings = 0;
        while (halvings < MOST_HALVINGS && !leastFits(settings.apply(new Step(batch, halvings)), memory)) halvings++;
        while (halvings > 0 && settings.apply(new Step(batch, halvings)).patch().equals(settings.apply(new Step(batch, halvings - 1)).patch())) halvings--;
        return halvings;
    }

    private boolean leastFits(TrainingSettings settings, Memory memory) {
        Graph graph = architecture.build(settings.recipe());
        return least(settings, memory).fits(TrainingRun.supervised(settings, graph).graph(), settings, precision(settings, memory, graph), memory.freeBytes());
    }

    /// So little of a batch at a time that nothing less would do.
    private static TrainingLayout least(TrainingSettings settings, Memory memory) {
        return new TrainingLayout(memory.torch(), settings.recipe().normalisation() == Normalisation.BATCH ? settings.batch() : 1, 1);
    }

    private String whyHalved(TrainingSettings usual, TrainingSettings chosen, Memory memory) {
        Graph graph = architecture.build(usual.recipe());
        long need = least(usual, memory).bytes(TrainingRun.supervised(usual, graph).graph(), usual, precision(usual, memory, graph));
        return chosen.patch() + " voxels, not " + usual.patch() + ": those would need " + DeviceMemory.text(need) + " at least, and " + DeviceMemory.text(memory.freeBytes()) + " are free.";
    }

    // ---- depth

    private Because<Recipe> recipe(Size size) {
        int classes = data.labels().entries().size() + 1;
        Recipe usual = start.map(card -> card.recipe().withClasses(classes)).orElseGet(() -> architecture.defaultRecipe(1, classes));
        Recipe asked = method.network().of(usual);
        if (!method.network().widths().isEmpty()) return new Because<>(asked, levels(asked) + ", as asked for.");
        if (start.isPresent()) return new Because<>(asked, levels(asked) + ", those of model " + start.get().id() + ".");
        List<Integer> widths = asked.widths();
        if (stride(asked.withWidths(widths.subList(0, widths.size() - 1))) == stride(asked)) {
            return new Because<>(asked, levels(asked) + ", as usual: " + architecture.name() + " ends at a resolution of its own, however deep it is.");
        }
        // The widest is as wide as this architecture gets: a level more has as many channels.
        var more = new ArrayList<>(widths);
        more.add(widths.getLast());
        Recipe deeper = asked.withWidths(more);
        if (left(size, deeper) >= VOXELS_AT_DEEPEST) {
            return new Because<>(deeper, levels(deeper) + ", one more than usual: at the deepest " + voxels(left(size, deeper)) + " a side are still left, and " + VOXELS_AT_DEEPEST + " are enough.");
        }
        Recipe fitting = asked;
        while (left(size, fitting) < VOXELS_AT_DEEPEST && fitting.widths().size() > FEWEST_LEVELS) fitting = fitting.withWidths(widths.subList(0, fitting.widths().size() - 1));
        if (fitting.equals(asked)) {
            return new Because<>(asked, levels(asked) + ", as usual: at the deepest " + voxels(left(size, asked)) + " a side " + (left(size, asked) == 1 ? "is" : "are") + " left"
                    + (left(size, asked) < VOXELS_AT_DEEPEST ? ", and fewer levels see too little around a voxel." : ", and one level more would leave " + left(size, deeper) + "."));
        }
        return new Because<>(fitting, levels(fitting) + " instead of " + widths.size() + ", which would leave " + voxels(left(size, asked)) + " a side at the deepest; "
                + (left(size, fitting) < VOXELS_AT_DEEPEST ? "fewer see too little around a voxel." : "at least " + VOXELS_AT_DEEPEST + " shall be left."));
    }

    /// How many voxels the deepest level has of the patch's shortest side, what it is filled up with not counted.
    private int left(Size size, Recipe recipe) {
        int stride = stride(recipe);
        Size patch = patch(size, stride, 0);
        int least = Integer.MAX_VALUE;
        for (int axis = 0; axis < architecture.dimensions(); axis++) least = Math.min(least, Math.min(size.along(axis), patch.along(axis)) / stride);
        return least;
    }

    private int stride(Recipe recipe) {
        return architecture.build(recipe).stride();
    }

    private static String levels(Recipe recipe) {
        return recipe.widths().size() + " levels (" + recipe.widths().stream().map(String::valueOf).collect(Collectors.joining(", ")) + " channels)";
    }

    private static String voxels(int count) {
        return count == 0 ? "less than 1 voxel" : count == 1 ? "1 voxel" : count + " voxels";
    }

    // ---- batch

    /// As usual, or as many as fit.
    ///
    /// Only where patches must meet, in a norm over the batch: elsewhere fewer go through the network at a time, and their gradients are summed to the same.
    private Because<Integer> batch(TrainingSettings usual, Memory memory) {
        String free = DeviceMemory.text(memory.freeBytes());
        boolean meet = usual.recipe().normalisation() == Normalisation.BATCH;
        TrainingSettings fitting = usual;
        while (meet && fitting.batch() > SMALLEST_NORMALISED_BATCH && !fits(fitting, memory)) fitting = fitting.withBatch(fitting.batch() / 2);
        if (fitting.batch() < usual.batch()) {
            return new Because<>(fitting.batch(), patches(fitting.batch()) + ", not " + usual.batch() + ": the network normalises over the patches of a step, which must be in memory together; "
                    + usual.batch() + " would need " + need(usual, memory) + ", and " + free + " are free.");
        }
        return new Because<>(usual.batch(), patches(usual.batch()) + ", as usual: a step needs about " + need(usual, memory) + ", and " + free + " are free."
                + (fits(usual, memory) || meet ? "" : " Fewer go through the network at a time, which changes nothing but the time."));
    }

    private boolean fits(TrainingSettings settings, Memory memory) {
        Graph graph = architecture.build(settings.recipe());
        return layout(settings, memory).fits(TrainingRun.supervised(settings, graph).graph(), settings, precision(settings, memory, graph), memory.freeBytes());
    }

    private String need(TrainingSettings settings, Memory memory) {
        Graph graph = architecture.build(settings.recipe());
        return DeviceMemory.text(layout(settings, memory).bytes(TrainingRun.supervised(settings, graph).graph(), settings, precision(settings, memory, graph)));
    }

    private static TrainingLayout layout(TrainingSettings settings, Memory memory) {
        return TrainingLayout.usual(memory.torch(), settings);
    }

    private static Precision precision(TrainingSettings settings, Memory memory, Graph graph) {
        return TrainingRun.precision(memory.torch(), settings, graph);
    }

    private static String patches(int count) {
        return count + (count == 1 ? " patch a step" : " patches a step");
    }

    // ---- mirroring and grey levels

    /// Left and right may be exchanged unless a label tells them apart.
    private Because<List<Integer>> mirrorAxes() {
        if (method.mirrorAxes().isPresent()) return new Because<>(method.mirrorAxes().get(), axes(method.mirrorAxes().get()) + ", as asked for.");
        if (keptModel().isPresent()) return new Because<>(keptModel().get().mirrorAxes(), axes(keptModel().get().mirrorAxes()) + ", as model " + keptModel().get().id() + " was taught.");
        Optional<String> sided = data.labels().entries().stream().map(entry -> entry.name()).filter(name -> name.toLowerCase(Locale.ROOT).matches(".*\\b(left|right|l|r)\\b.*")).findFirst();
        if (sided.isPresent()) return new Because<>(List.of(), "none, for label '" + sided.get() + "' tells left from right.");
        return new Because<>(List.of(0), "along x, for no label tells left from right.");
    }

    private static String axes(List<Integer> axes) {
        return axes.isEmpty() ? "none" : "along " + axes.stream().map(axis -> "xyz".substring(axis, axis + 1)).collect(Collectors.joining(", "));
    }

    private Because<IntensityRule> intensity() {
        if (keptModel().isPresent()) return new Because<>(keptModel().get().intensity(), "as model " + keptModel().get().id() + " prepares them.");
        String modality = fingerprint.modality();
        if (!modality.equals("CT")) {
            return new Because<>(IntensityRule.PerScan.DEFAULT, "each scan by its own mean and deviation, for " + (modality.isEmpty() ? "nothing says that values mean the same in every scan."
                    : "the same value means something else in another " + modality + " scan."));
        }
        if (!(fingerprint.high() > fingerprint.low()) || !(fingerprint.deviation() > 0)) {
            return new Because<>(IntensityRule.PerScan.DEFAULT, "each scan by its own mean and deviation, for all that is labelled has one and the same value.");
        }
        var fixed = new IntensityRule.Fixed(fingerprint.low(), fingerprint.high(), fingerprint.mean(), fingerprint.deviation());
        return new Because<>(fixed, "all scans alike, cut to " + Math.round(fixed.low()) + " to " + Math.round(fixed.high()) + " as inside the labels, for Hounsfield units mean the same in every CT.");
    }

    private static String mm(Point mm) {
        return number(mm.x()) + " × " + number(mm.y()) + " × " + number(mm.z()) + " mm";
    }

    private static String number(double mm) {
        return String.format(Locale.ROOT, "%.2f", mm).replaceAll("\\.?0+$", "");
    }
}
