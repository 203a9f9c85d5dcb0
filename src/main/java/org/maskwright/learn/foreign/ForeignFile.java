package org.maskwright.learn.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A network from elsewhere, looked into without running any of it: what it is, what it can run, and what is known of how to ask it.
///
/// The bytes that were looked into are kept and are those that will be run: nobody can exchange the file in between.
public final class ForeignFile {
    private static final long MAX_BYTES = 1L << 30;
    private static final long MAX_CONFIG_BYTES = 4 << 20;
    private static final int LISTED = 24;

    private final String origin;
    private final byte[] program;
    private final String sha256;
    private final Form form;
    private final Draft draft;
    private final Operators operators;
    private final TorchFile file;

    private ForeignFile(String origin, byte[] program, Form form, Draft draft, TorchFile file) {
        this.origin = origin;
        this.program = program;
        this.sha256 = sha256(program);
        this.form = form;
        this.draft = draft;
        this.file = file;
        this.operators = Operators.in(file.sources());
    }

    /// Looks into a TorchScript file (`.ts`, `.pt`), or a MONAI bundle in a folder or an archive.
    ///
    /// @throws ForeignException if it is none of these, is damaged, or holds weights alone
    public static ForeignFile look(Path path) throws ForeignException, IOException {
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        if (Files.isDirectory(path)) {
            if (Files.isRegularFile(path.resolve(Bundle.METADATA))) return of(new Bundle.Unpacked(path));
            String remedy = Files.exists(path.resolve("card.json")) ? "It is a model of this program already: ask it by --model " + path + "."
                    : "Choose the bundle's own folder, or a TorchScript file.";
            throw new ForeignException(path + ": expected a MONAI bundle with " + Bundle.METADATA + ", found none. " + remedy);
        }
        if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
        byte[] bytes = Bundle.bytes(path, MAX_BYTES);
        requireArchive(name, bytes);
        Archive archive = Archive.open(name, bytes);
        Optional<Bundle> bundle = Bundle.in(archive).filter(_ -> archive.entries().stream().noneMatch(e -> e.name().endsWith("/data.pkl")));
        if (bundle.isPresent()) return of(bundle.get());
        TorchFile file = TorchFile.read(archive);
        requireProgram(name, file);
        Optional<byte[]> plain = file.extra("inference.json");
        Optional<byte[]> steps = plain.isPresent() ? plain : file.extra("inference"); // as MONAI's exporter calls it
        Optional<Config> inference = steps.isPresent() ? Optional.of(Config.read("extra/inference.json", steps.get())) : Optional.empty();
        return new ForeignFile(name, bytes, named(path), draft(file.extra("metadata.json"), inference, "extra/"), file);
    }

    private static ForeignFile of(Bundle bundle) throws ForeignException, IOException {
        String script = "models/model.ts";
        Optional<byte[]> bytes = bundle.file(script, MAX_BYTES);
        if (bytes.isEmpty()) {
            List<String> scripts = bundle.files("models").stream().filter(name -> name.endsWith(".ts")).toList();
            if (scripts.size() > 1) throw new ForeignException(bundle.name() + ": expected models/model.ts, found " + scripts + ". Choose one of these files itself.");
            script = scripts.isEmpty() ? "models/model.pt" : scripts.getFirst();
            bytes = bundle.file(script, MAX_BYTES);
        }
        String name = bundle.name() + ", " + script;
        if (bytes.isEmpty()) {
            throw new ForeignException(bundle.name() + ": expected models/model.ts, found " + bundle.files("models")
                    + ". Download the bundle's model, or export it: python -m monai.bundle ckpt_export.");
        }
        requireArchive(name, bytes.get());
        TorchFile file = TorchFile.read(Archive.open(name, bytes.get()));
        requireProgram(name, file);
        Optional<Config> inference = inference(bundle);
        Draft draft = draft(bundle.file(Bundle.METADATA, MAX_CONFIG_BYTES), inference, "configs/");
        if (inference.isEmpty()) draft = draft.withNotUnderstood(Bundle.INFERENCE.getFirst() + " (or .yaml) is missing: what is done before and after the network is not known");
        Optional<byte[]> licence = bundle.file("LICENSE", MAX_CONFIG_BYTES);
        if (licence.isPresent() && draft.licence().isEmpty()) draft = draft.withLicence(firstLine(licence.get()));
        return new ForeignFile("MONAI bundle " + PlainText.of(bundle.name(), 100), bytes.get(), named(Path.of(PlainText.of(bundle.name(), 100))), draft, file);
    }

    private static Optional<Config> inference(Bundle bundle) throws ForeignException, IOException {
        for (String name : Bundle.INFERENCE) {
            Optional<byte[]> found = bundle.file(name, MAX_CONFIG_BYTES);
            if (found.isPresent()) return Optional.of(Config.read(name, found.get()));
        }
        return Optional.empty();
    }

    private static String firstLine(byte[] text) {
        return new String(text, java.nio.charset.StandardCharsets.UTF_8).lines().map(line -> PlainText.of(line, 120)).filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private static Draft draft(Optional<byte[]> metadata, Optional<Config> inference, String folder) throws ForeignException {
        Optional<Config> about = metadata.isPresent() ? Optional.of(Config.read(folder + "metadata.json", metadata.get())) : Optional.empty();
        Draft steps = Draft.EMPTY;
        if (inference.isPresent()) steps = Inference.read(inference.get(), about.map(Metadata::imageKey).orElse("image"), about.map(Metadata::channelCount).orElse(1));
        if (about.isEmpty()) return steps;
        Optional<Scores> scores = steps.form().scores().isEmpty() ? Optional.empty() : Optional.of(Scores.of(steps.form().scores()));
        return Draft.of(Metadata.read(about.get(), scores), steps);
    }

    /// An id and a title from the name of a file.
    public static Form named(Path path) {
        String stem = String.valueOf(path.getFileName()).replaceFirst("\\.(zip|ts|pt|pth|safetensors)$", "");
        String id = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceFirst("^[^a-z0-9]+", "");
        return new Form(id.substring(0, Math.min(64, id.length())), PlainText.of(stem, 100), "", "", "", "", "", "", "");
    }

    private static void requireArchive(String name, byte[] bytes) throws ForeignException {
        if (Archive.isOne(bytes)) return;
        if (isBarePickle(bytes)) throw barePickle(name);
        throw new ForeignException(name + ", byte 0: expected a zip archive, as TorchScript files and packed bundles are, found something else. Choose a .ts or .pt file, or a bundle.");
    }

    static boolean isBarePickle(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
    }

    static ForeignException barePickle(String name) {
        return new ForeignException(name + ", byte 0: expected a zip archive, found a bare pickle, which can run anything on being opened and is not opened here. "
                + "Where PyTorch is, load it there and export the network by torch.jit.save, or its weights as safetensors.");
    }

    private static void requireProgram(String name, TorchFile file) throws ForeignException {
        if (file.program()) return;
        throw new ForeignException(name + ": expected a TorchScript program, found weights alone (a pickle of " + file.tensors() + " tensors), which say nothing of the network that they are for. "
                + "Where the network's Python is, export it by torch.jit.save, or a MONAI bundle by python -m monai.bundle ckpt_export. "
                + "If they are for a network of this program, name a model that has it: --like ID.");
    }

    /// For people: the file or bundle that it is.
    public String origin() {
        return origin;
    }

    /// A copy of the program, as it was looked into.
    public byte[] bytesToRun() {
        return program.clone();
    }

    /// Writes the program, as it was looked into.
    public void copyTo(java.io.OutputStream out) throws IOException {
        out.write(program);
    }

    public long bytes() {
        return program.length;
    }

    /// Of the program, lower-case hexadecimal.
    public String sha256() {
        return sha256;
    }

    /// What the metadata say, and a name from the file's.
    public Form form() {
        return form.with(draft.form());
    }

    public String data() {
        return draft.data();
    }

    public String licence() {
        return draft.licence();
    }

    /// Why it will not be run; empty if it may be, once the user agrees.
    public List<String> refusals() {
        var refusals = new ArrayList<String>();
        operators.refused().forEach(one -> refusals.add("it calls " + one));
        refusals.addAll(draft.problems());
        return List.copyOf(refusals);
    }

    /// Steps of the bundle that are not done here, unless the form's fields say what they come to.
    public List<String> notUnderstood() {
        return draft.notUnderstood();
    }

    /// The labels of which the bundle keeps only the largest piece, all of them if the list is empty; nothing if it does so with none.
    public Optional<List<Integer>> largestOf() {
        return draft.largestOf();
    }

    /// What was taken from the metadata.
    public List<String> understood() {
        return draft.understood();
    }

    /// What the user should know before agreeing that it is run, a sentence or two each.
    public List<String> facts() {
        var facts = new ArrayList<String>();
        facts.add(String.format(Locale.ROOT, "%s: a TorchScript program of %,d bytes, %,d of them in %s. SHA-256 %s.", origin, program.length, file.tensorBytes(),
                counted(file.tensors(), "tensor"), sha256));
        if (!operators.plain().isEmpty()) facts.add("Its text calls " + counted(operators.plain().size(), "operator") + " of plain arithmetic: " + most(operators) + ".");
        if (!operators.unfamiliar().isEmpty()) {
            facts.add("It also names what is not plain arithmetic: " + operators.unfamiliar().stream().limit(LISTED).collect(Collectors.joining("; "))
                    + (operators.unfamiliar().size() > LISTED ? "; and " + (operators.unfamiliar().size() - LISTED) + " more" : "") + ".");
        }
        if (!licence().isEmpty()) facts.add("Its licence: " + licence() + ".");
        if (operators.refused().isEmpty()) facts.add("Running it is running somebody's program inside this one. None of the operators in its text opens a file or a connection. It could still take all memory, never end, give wrong labels, or meet a fault of the engine. Agree only if you know where it is from.");
        return facts;
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String most(Operators operators) {
        return operators.plain().entrySet().stream().sorted(java.util.Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(java.util.Map.Entry.comparingByKey()))
                .limit(LISTED).map(e -> e.getKey() + " ×" + e.getValue()).collect(Collectors.joining(", ")) + (operators.plain().size() > LISTED ? " …" : "");
    }

    /// SHA-256 in lower-case hexadecimal.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
