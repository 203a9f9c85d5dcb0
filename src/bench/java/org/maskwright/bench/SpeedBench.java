package org.maskwright.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.maskwright.job.Parallel;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Architectures;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.loss.DiceAndCrossEntropy;
import org.maskwright.learn.optimise.Adam;
import org.maskwright.learn.optimise.GradientClipping;
import org.maskwright.learn.optimise.RunningAverage;
import org.maskwright.learn.torch.ArrayMemory;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// Steps and looks of a network against plain PyTorch (`src/bench/plain_torch.py`) on the same network, weights, arrays, machine and
/// number of threads, in turn: `src/bench/speed.sh [ROUNDS]`. Prints the median of each and ratios, above 1 where Maskwright is quicker.
///
/// *python* is 32 bits and a batch at a time. *in 32 bits* is what this program does where a processor has no 16-bit numbers. *as trained* is what a training run does: channels last, patches apart and in 16 bits
/// where the norm allows, gradients clipped, weights averaged. *as proposed* is what a proposal does: norms folded where they can be,
/// channels last, 16 bits.
public final class SpeedBench {
    private SpeedBench() {}

    /// A network and what it is shown.
    private record Case(String name, String architecture, Recipe recipe, int batch, List<Integer> space) {
        static Case of(String name, String architecture, int batch, List<Integer> space) {
            Recipe recipe = Architectures.find(architecture).orElseThrow().defaultRecipe(1, 3);
            return new Case(name, architecture, recipe, batch, space);
        }

        Graph graph() {
            Architecture found = Architectures.find(architecture).orElseThrow();
            return found.build(recipe);
        }

        int voxels() {
            return space.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        }

        /// What is looked at once: a patch in three dimensions, a batch of slices in two.
        int looked() {
            return space.size() == 2 ? batch : 1;
        }

        Shape shape(int count, int channels) {
            return new Shape(count, channels).addAll(new Shape(space.stream().map(Integer::longValue).toList()));
        }

        List<Integer> sizes(int count, int channels) {
            var sizes = new ArrayList<Integer>(List.of(count, channels));
            sizes.addAll(space);
            return sizes;
        }
    }

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
        try (var plain = new PlainTorch()) {
            System.out.println("PyTorch " + plain.answer() + " by Python, 2.7.1 within Maskwright, " + Torch.engine().description());
            compare(Case.of("3-D U-Net, 4 patches of 40×56×40", "unet3d", 4, List.of(40, 56, 40)), plain, rounds);
            compare(Case.of("2-D U-Net, 8 slices of 256×256", "unet2d", 8, List.of(256, 256)), plain, rounds);
        }
    }

    private static void compare(Case what, PlainTorch plain, int rounds) throws IOException {
        Torch torch = Torch.engine();
        Graph graph = what.graph();
        Weights weights = Parameters.initial(graph, 1);
        var random = new SplittableRandom(1);
        float[] images = new float[what.batch * what.voxels()];
        float[] truth = new float[what.batch * 3 * what.voxels()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
            truth[(i / what.voxels() * 3 + random.nextInt(3)) * what.voxels() + i % what.voxels()] = 1;
        }
        float[] image = Arrays.copyOf(images, what.looked() * what.voxels());
        boolean apart = what.recipe.normalisation() != Normalisation.BATCH;
        Precision narrow = torch.hasFastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
        Precision trained = apart || torch.threads() == 1 ? narrow : Precision.FLOAT32;
        BatchNormFolding folded = BatchNormFolding.of(graph, weights);
        try (var plainLook = new Look(torch, what, graph, weights, new ScriptWriter.Form(false, Precision.FLOAT32, true, what.looked() == 1), image);
             var look = new Look(torch, what, folded.graph(), folded.weights(), new ScriptWriter.Form(false, narrow, true, what.looked() == 1), image);
             var plainLesson = new Lesson(torch, what, weights, new ScriptWriter.Form(true, Precision.FLOAT32, what.space.size() == 2, false), what.batch, 1, images, truth);
             var lesson = new Lesson(torch, what, weights, new ScriptWriter.Form(true, trained, true, apart), apart ? 1 : what.batch, apart ? torch.threads() : 1, images, truth)) {
            System.out.println(plain.open(what, weights, images, truth, image, plainLook.scores(), Parameters.count(graph)));
            var times = new LinkedHashMap<String, double[]>();
            Map<String, DoubleSupplier> runs = new LinkedHashMap<>();
            runs.put("python train", () -> plain.time("train"));
            runs.put("train in 32 bits", () -> seconds(plainLesson::step));
            runs.put("train as trained", () -> seconds(lesson::step));
            runs.put("python infer", () -> plain.time("infer"));
            runs.put("infer in 32 bits", () -> seconds(plainLook::look));
            runs.put("infer as proposed", () -> seconds(look::look));
            for (int round = -2; round < rounds; round++) {
                int at = round;
                runs.forEach((name, run) -> {
                    double seconds = run.getAsDouble();
                    if (at >= 0) times.computeIfAbsent(name, _ -> new double[rounds])[at] = seconds;
                });
            }
            times.forEach((name, all) -> print(what, name, all, times));
        }
    }

    private static void print(Case what, String name, double[] all, Map<String, double[]> times) {
        boolean training = name.contains("train");
        double seconds = median(all);
        long voxels = (long) (training ? what.batch : what.looked()) * what.voxels();
        double theirs = median(java.util.Objects.requireNonNull(times.get(training ? "python train" : "python infer")));
        System.out.printf(Locale.ROOT, "%-36s %-18s %8.1f ms  %6.2f %s/s  %7.2f million voxels/s  ratio %.2f%n", what.name, name, seconds * 1e3, 1 / seconds,
                training ? "steps" : "looks", voxels / seconds / 1e6, theirs / seconds);
    }

    private static double median(double[] all) {
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double seconds(Runnable run) {
        long begin = System.nanoTime();
        run.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /// A network that looks.
    private record Look(Torch torch, Case what, TorchNetwork network, float[] image) implements AutoCloseable {
        Look(Torch torch, Case what, Graph graph, Weights weights, ScriptWriter.Form form, float[] image) {
            this(torch, what, TorchNetwork.load(torch, ScriptWriter.write(graph, weights, form), graph.dimensions() + 2, 1), image);
        }

        void look() {
            scores();
        }

        float[] scores() {
            try (NDManager scope = torch.newScope()) {
                NDArray input = ArrayMemory.write(scope, what.shape(what.looked(), 1), values -> values.put(image));
                float[] scores = new float[image.length * 3];
                ArrayMemory.floats(network.forward(input, false)).get(scores);
                return scores;
            }
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /// A network that learns: one step on a batch, in parts.
    private static final class Lesson implements AutoCloseable {
        private final Torch torch;
        private final Case what;
        private final List<TorchNetwork> networks = new ArrayList<>();
        private final List<Map<String, NDArray>> learnt = new ArrayList<>();
        private final Adam adam;
        private final RunningAverage average;
        private final int atOnce;
        private final int workers;
        private final int threads;
        private final float[] images;
        private final float[] truth;
        private long steps;

        Lesson(Torch torch, Case what, Weights weights, ScriptWriter.Form form, int atOnce, int workers, float[] images, float[] truth) {
            this.torch = torch;
            this.what = what;
            this.adam = new Adam(torch, 0.01);
            this.average = new RunningAverage(torch, Weights.of(weights.tensors().stream().filter(one -> Parameters.isLearnt(one.name())).toList()));
            this.atOnce = atOnce;
            this.workers = workers;
            this.threads = torch.threads();
            this.images = images;
            this.truth = truth;
            for (int i = 0; i < workers; i++) {
                TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(what.graph(), weights, form), what.space.size() + 2, 1);
                networks.add(network);
                var own = new LinkedHashMap<String, NDArray>();
                for (Tensor tensor : weights.tensors()) {
                    if (Parameters.isLearnt(tensor.name())) own.put(tensor.name(), network.learn(tensor));
                }
                learnt.add(own);
            }
        }

        void step() {
            Map<String, NDArray> leader = learnt.getFirst();
            try (NDManager scope = torch.newScope()) {
                var sums = new LinkedHashMap<String, NDArray>();
                var free = IntStream.range(0, workers).iterator();
                Parallel.inOrder(workers, what.batch / atOnce, () -> new Study(free.nextInt(), scope), (_, gradients) -> gradients.forEach((name, gradient) -> {
                    NDArray sum = sums.putIfAbsent(name, gradient);
                    if (sum != null) sum.addi(gradient);
                }));
                if (atOnce < what.batch) {
                    sums.values().forEach(sum -> sum.muli((float) atOnce / what.batch));
                    new GradientClipping(5).apply(sums.values());
                    average.follow(leader, steps++);
                }
                adam.step(leader, sums, 1e-4);
            }
        }

        private final class Study implements Parallel.Maker<Map<String, NDArray>, RuntimeException> {
            private final int worker;
            private final NDManager owner;
            private boolean begun;

            Study(int worker, NDManager owner) {
                this.worker = worker;
                this.owner = owner;
            }

            @Override
            public Map<String, NDArray> make(int part) {
                Torch own = Torch.engine();
                own.useThreads(workers > 1 ? 1 : threads);
                Map<String, NDArray> mine = learnt.get(worker);
                if (!begun && worker > 0) mine.forEach((name, array) -> array.subi(array).addi(learnt.getFirst().get(name)));
                begun = true;
                int voxels = what.voxels();
                try (NDManager scope = torch.newScope()) {
                    NDArray image = ArrayMemory.write(scope, what.shape(atOnce, 1), values -> values.put(images, part * atOnce * voxels, atOnce * voxels));
                    NDArray wanted = ArrayMemory.write(scope, what.shape(atOnce, 3), values -> values.put(truth, part * atOnce * 3 * voxels, atOnce * 3 * voxels));
                    networks.get(worker).backward(image, scores -> new DiceAndCrossEntropy().of(scores.getFirst(), wanted));
                    return TorchNetwork.takeGradients(mine, owner);
                }
            }
        }

        @Override
        public void close() {
            average.close();
            adam.close();
            networks.forEach(TorchNetwork::close);
        }
    }

    /// The other program, which waits while ours is timed.
    private static final class PlainTorch implements AutoCloseable {
        private final Process process;
        private final PrintWriter question;
        private final BufferedReader answer;

        PlainTorch() throws IOException {
            process = new ProcessBuilder(System.getProperty("python", "/usr/bin/python3"), "src/bench/plain_torch.py")
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            question = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answer = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String answer() {
            try {
                String line = answer.readLine();
                if (line == null) throw new IllegalStateException("the other program has ended; its words stand above");
                return line;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        double time(String word) {
            question.println(word);
            return Double.parseDouble(answer());
        }

        /// Hands the network and all arrays over.
        ///
        /// @throws IllegalStateException if it is not the same network there
        String open(Case what, Weights weights, float[] images, float[] truth, float[] image, float[] scores, long parameters) throws IOException {
            Path folder = Files.createTempDirectory("speed");
            try {
                var all = new ArrayList<>(weights.tensors());
                all.add(Tensor.of("images", what.sizes(what.batch, 1), images));
                all.add(Tensor.of("truth", what.sizes(what.batch, 3), truth));
                all.add(Tensor.of("image", what.sizes(what.looked(), 1), image));
                all.add(Tensor.of("scores", what.sizes(what.looked(), 3), scores));
                try (OutputStream out = Files.newOutputStream(folder.resolve("tensors.safetensors"))) {
                    Safetensors.write(Weights.of(all), Map.of(), out);
                }
                Files.writeString(folder.resolve("case.json"), String.format(Locale.ROOT,
                        "{\"threads\": %d, \"dimensions\": %d, \"widths\": %s, \"classes\": 3, \"normalisation\": \"%s\"}", Torch.engine().threads(), what.space.size(),
                        what.recipe.widths(), what.recipe.normalisation().name().toLowerCase(Locale.ROOT)));
                question.println("open " + folder);
                String[] found = answer().split(" ");
                if (Long.parseLong(found[0]) != parameters || !(Double.parseDouble(found[1]) < 1e-3)) {
                    throw new IllegalStateException("not the same network: " + parameters + " parameters here, " + String.join(", scores apart by ", found) + " there");
                }
                return what.name + ": the same " + parameters + " parameters, scores apart by at most " + found[1] + " of the largest";
            } finally {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
        }

        @Override
        public void close() throws IOException {
            question.close();
            process.destroy();
        }
    }
}
