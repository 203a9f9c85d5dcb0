package org.maskwright.learn;

import ai.djl.engine.EngineException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.form.Arithmetic;
import org.maskwright.learn.form.Forms;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Eight;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.image.NetworkGrid;
import org.maskwright.learn.post.LargestPiece;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;
import org.maskwright.learn.uncertainty.Band;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;
import org.maskwright.volume.Volume;

/// A model in the engine's memory, ready to propose labels for scans. Use it on the engine's lane alone, and close it.
///
/// The engine cannot be interrupted within a tile, so a stop takes effect at most one tile late.
public final class Proposer implements AutoCloseable {
    private final ModelCard card;
    private final SteadyPredictor predictor;

    private Proposer(ModelCard card, SteadyPredictor predictor) {
        this.card = card;
        this.predictor = predictor;
    }

    /// Reads and checks the weights, draws the network from our own code, and brings both into the engine; or runs the program that the
    /// network came as, if the user agreed to that.
    ///
    /// @throws ModelException if the model is damaged, of a kind that this version does not know, or a program that the user did not agree to
    public static Proposer open(Model model) throws ModelException {
        return model.card().program().isPresent() ? ForeignModels.open(model.card(), ModelFolder.readProgram(model)) : open(model.card(), model.weights());
    }

    static Proposer of(ModelCard card, SteadyPredictor predictor) {
        return new Proposer(card, predictor);
    }

    static Proposer open(ModelCard card, Weights weights) throws ModelException {
        return open(card, weights, Torch.engine());
    }

    /// In the numbers that the card was found to propose in best.
    ///
    /// @param torch on whose device it computes, as long as that does
    static Proposer open(ModelCard card, Weights weights, Torch torch) throws ModelException {
        return open(card, weights, torch, one -> usual(card, one), card.forms().map(Forms::ranges).orElse(Map.of()));
    }

    /// What measurement found quickest and costing nothing of that which the device has; the usual where nobody measured.
    private static Arithmetic usual(ModelCard card, Torch torch) {
        return card.forms().flatMap(forms -> forms.preferred(one -> one.isOfferedBy(torch))).orElse(Arithmetic.usual(torch));
    }

    /// @param numbers of each device
    /// @param ranges for 8 bits: what each convolution reads
    static Proposer open(ModelCard card, Weights weights, Torch torch, Function<Torch, Arithmetic> numbers, Map<String, Eight.Range> ranges) throws ModelException {
        BatchNormFolding folded = BatchNormFolding.of(ModelFolder.graph(card), weights);
        var places = new ArrayList<Supplier<SteadyPredictor.Place>>();
        places.add(() -> place(folded, torch, numbers.apply(torch), ranges));
        if (!torch.onCpu()) places.add(() -> place(folded, torch.processor(), numbers.apply(torch.processor()), ranges));
        return new Proposer(card, new SteadyPredictor(places, portion -> SteadyPredictor.bytesOf(folded.graph(), portion, numbers.apply(torch).features(torch))));
    }

    private static SteadyPredictor.Place place(BatchNormFolding folded, Torch torch, Arithmetic numbers, Map<String, Eight.Range> ranges) {
        Graph graph = folded.graph();
        var form = new ScriptWriter.Form(false, numbers.features(torch), torch.onCpu(), Predictor.looksOneByOne(graph.dimensions()), numbers == Arithmetic.INT8 ? ranges : Map.of());
        TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(graph, folded.weights(), form), graph.dimensions() + 2, graph.inputChannels());
        return new SteadyPredictor.OnDevice(torch, network, new Predictor(torch, network, graph.dimensions(), graph.stride(), graph.outputChannels()));
    }

    public ModelCard card() {
        return card;
    }

    /// Proposes labels on the volume's own grid: probabilities are brought back from the model's grid, and the likeliest label
    /// of each voxel wins. Then labels are mended as the card says. How sure the model is, is told by the [Entropy] of the class
    /// probabilities, which costs no further look. What memory and device made necessary, and what the scan lacks, stands in the proposal's notes.
    ///
    /// @param progress asked between tiles whether to go on
    /// @throws ModelException if the scan is not of the kind that the model knows, or too large
    public Proposal propose(Volume volume, ProposeOptions options, Progress progress) throws ModelException {
        return propose(volume, options, new Entropy(), List.of(), progress);
    }

    /// As above, for a model that takes several images of a case.
    ///
    /// @param images on one grid, in the order of [ModelCard#images]
    public Proposal propose(List<Volume> images, ProposeOptions options, Progress progress) throws ModelException {
        return propose(images, options, List.of(new Entropy()), List.of(), progress).proposal();
    }

    /// Proposes, and says how sure that is by a measure of choice.
    ///
    /// @param others models that look, too, if the measure wants them; those of other labels do not count
    /// @throws ModelException also if the measure needs what this model does not offer
    public Proposal propose(Volume volume, ProposeOptions options, UncertaintyMeasure measure, List<Proposer> others, Progress progress) throws ModelException {
        return propose(volume, options, List.of(measure), others, progress).proposal();
    }

    /// A proposal, and how sure it is by several measures.
    ///
    /// @param maps one a measure, in the order in which they were asked for; the first is the proposal's own
    public record Measured(Proposal proposal, List<UncertaintyMap> maps) {
        public Measured {
            maps = List.copyOf(maps);
        }
    }

    /// As above by several measures at once, for which the model looks once.
    ///
    /// @param measures at least one
    public Measured propose(Volume volume, ProposeOptions options, List<UncertaintyMeasure> measures, List<Proposer> others, Progress progress) throws ModelException {
        return propose(List.of(volume), options, measures, others, progress);
    }

    private Measured propose(List<Volume> images, ProposeOptions options, List<UncertaintyMeasure> measures, List<Proposer> others, Progress progress) throws ModelException {
        for (UncertaintyMeasure measure : measures) require(measure, (int) others.stream().filter(this::isOfSameLabels).count());
        Seen seen = see(images, options, progress.part(0, 0.4));
        var maps = new ArrayList<UncertaintyMap>();
        for (UncertaintyMeasure measure : measures) {
            double begin = 0.4 + 0.4 * maps.size() / measures.size();
            var looks = new ScanLooks(this, seen, seen.probabilities(), rivals(images, options, others), progress.part(begin, begin + 0.4 / measures.size()));
            maps.add(measured(measure, looks));
        }
        return new Measured(proposal(Probabilities.of(seen, card.classes()), maps.getFirst(), options, card.id(), card.sha256(), notes(images, seen), progress.part(0.8, 1)), maps);
    }

    private List<String> notes(List<Volume> images, Seen seen) {
        List<String> notes = new ArrayList<>(ScanCheck.holes(card, images));
        notes.addAll(seen.notes());
        return notes;
    }

    private List<ScanLooks.Rival> rivals(List<Volume> images, ProposeOptions options, List<Proposer> others) {
        return others.stream().filter(this::isOfSameLabels).<ScanLooks.Rival>map(other -> () -> other.see(images, options.withMirrored(false), Progress.NONE)).toList();
    }

    private boolean isOfSameLabels(Proposer other) {
        return other.card.classes().equals(card.classes());
    }

    /// @param others models of the same labels that look, too
    void require(UncertaintyMeasure measure, int others) throws ModelException {
        String missing = measure.missing(card.offer(others));
        if (!missing.isEmpty()) throw new ModelException("model '" + card.id() + "', uncertainty by '" + measure.id() + "': " + missing);
    }

    /// @throws ModelException if memory does not suffice, or another model does not know the scan
    static UncertaintyMap measured(UncertaintyMeasure measure, ScanLooks looks) throws ModelException {
        try {
            return fitting(() -> uncertainty(measure, looks.seen().grid(), measure.of(looks), looks.proposed()));
        } catch (ScanLooks.Refused e) {
            throw e.why();
        }
    }

    /// What a network saw of a scan.
    ///
    /// @param block the scan as it was shown
    /// @param probabilities `[class][z][y][x]` on `grid`
    /// @param notes what had to be done for it, a sentence each; see [SteadyPredictor#notes]
    @SuppressWarnings("ArrayRecordComponent")
    record Seen(NetworkGrid grid, Block block, float[][] probabilities, List<String> notes) {}

    private static <T> T fitting(Supplier<T> look) throws ModelException {
        try {
            return look.get();
        } catch (SteadyPredictor.TooLittleMemory e) {
            throw new ModelException(String.valueOf(e.getMessage()), e);
        }
    }

    /// @throws ModelException if the scan is not of the kind that the model knows, or too large
    Seen see(List<Volume> images, ProposeOptions options, Progress progress) throws ModelException {
        ScanCheck.require(card, images, options.anyScan());
        progress.at(0, "preparing the scan");
        NetworkGrid grid = NetworkGrid.of(images.getFirst().geometry(), card.spacingMm());
        Block block = card.intensity().apply(Block.of(images.stream().map(grid::image).toList()));
        List<Integer> mirrored = options.mirrored().orElse(card.isMirrored()) ? card.mirrorAxes() : List.of();
        try {
            float[][] probabilities = fitting(() -> predictor.probabilities(block, card.patch(), mirrored, progress.part(0.15, 1)));
            return new Seen(grid, block, probabilities, predictor.notes());
        } catch (EngineException e) {
            if (card.program().isEmpty()) throw e;
            throw ForeignModels.failed(card, e);
        }
    }

    /// @param id and `sha256` of whom the proposal is from
    Proposal proposal(Probabilities probabilities, UncertaintyMap uncertainty, ProposeOptions options, String id, String sha256, List<String> notes, Progress progress) {
        Labels labels = probabilities.labels(progress.part(0, 0.75));
        progress.at(0.75, "mending labels");
        if (options.postProcessed()) labels = card.postProcessing().apply(labels);
        if (options.largestOnly()) labels = PostProcessing.ofAll(card.classes().labels(), new LargestPiece()).apply(labels);
        return new Proposal(labels, card.labels(), id, sha256, Instant.now().truncatedTo(ChronoUnit.SECONDS), Optional.of(uncertainty), notes);
    }

    /// Counted are the proposed labels and the [Band] around them.
    private static UncertaintyMap uncertainty(UncertaintyMeasure measure, NetworkGrid grid, float[] unsure, float[][] probabilities) {
        boolean[] band = Band.around(Predictor.likeliest(probabilities), grid.size());
        float[] counted = new float[band.length];
        for (int i = 0; i < band.length; i++) counted[i] = band[i] ? 1 : 0;
        float[] countedInSource = grid.inSource(counted);
        for (int i = 0; i < band.length; i++) band[i] = countedInSource[i] > 0;
        return UncertaintyMap.of(measure.id(), measure.isRelative(), grid.source().size(), grid.sizeInSource(), grid.inSource(unsure), band);
    }

    SteadyPredictor predictor() {
        return predictor;
    }

    @Override
    public void close() {
        predictor.close();
    }
}
