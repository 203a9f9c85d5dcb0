package org.maskwright.learn.foreign;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file of PyTorch's, looked into: a TorchScript program with its text, or weights alone. Nothing of it is run.
///
/// @param archive the file
/// @param root folder in the archive that all lies in, with its `/`
/// @param program whether it is a TorchScript program; else it is a pickle of weights
/// @param sources texts of a program
/// @param tensors how many there are
/// @param tensorBytes of all of them together
record TorchFile(Archive archive, String root, boolean program, List<String> sources, int tensors, long tensorBytes) {
    private static final int MAX_SOURCES = 5_000;
    private static final long MAX_SOURCE_BYTES = 16 << 20;
    private static final long MAX_ALL_SOURCES_BYTES = 64 << 20;
    private static final long MAX_EXTRA_BYTES = 4 << 20;

    TorchFile {
        sources = List.copyOf(sources);
    }

    static TorchFile read(Archive archive) throws ForeignException {
        String root = root(archive);
        if (archive.find(root + "model.json").isPresent()) {
            throw new ForeignException(archive.name() + ": expected a TorchScript program of PyTorch 1.4 or later, found one of an older layout. Export it anew by torch.jit.save.");
        }
        boolean program = archive.find(root + "constants.pkl").isPresent();
        var sources = new ArrayList<String>();
        int tensors = 0;
        long tensorBytes = 0;
        long all = 0;
        for (Archive.Entry entry : archive.entries()) {
            if (!entry.name().startsWith(root)) {
                throw new ForeignException(archive.name() + ", entry " + entry.name() + ": expected all to lie in " + root + ", found this beside it. Get the file from where it was made.");
            }
            if (entry.name().endsWith(".py")) {
                all += entry.bytes();
                if (sources.size() == MAX_SOURCES || all > MAX_ALL_SOURCES_BYTES) {
                    throw new ForeignException(archive.name() + ": expected a program of at most " + MAX_SOURCES + " texts and " + MAX_ALL_SOURCES_BYTES
                            + " bytes, found more. Get the file from where it was made.");
                }
                sources.add(text(archive, entry));
            } else if (entry.name().startsWith(root + "data/") || entry.name().startsWith(root + "constants/")) {
                tensors++;
                tensorBytes += entry.bytes();
            }
        }
        if (program && sources.isEmpty()) throw new ForeignException(archive.name() + ": expected the text of a program below " + root + "code/, found none. Export it anew by torch.jit.save.");
        return new TorchFile(archive, root, program, sources, tensors, tensorBytes);
    }

    private static String root(Archive archive) throws ForeignException {
        for (Archive.Entry entry : archive.entries()) {
            int slash = entry.name().indexOf('/');
            if (slash > 0 && entry.name().substring(slash).equals("/data.pkl")) return entry.name().substring(0, slash + 1);
        }
        throw new ForeignException(archive.name() + ": expected a file of PyTorch, with data.pkl in a folder of its own, or a MONAI bundle, with configs/metadata.json; found "
                + archive.entries().size() + " other entries. Export the network by torch.jit.save.");
    }

    private static String text(Archive archive, Archive.Entry entry) throws ForeignException {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(archive.read(entry, MAX_SOURCE_BYTES))).toString();
        } catch (CharacterCodingException e) {
            throw new ForeignException(archive.name() + ", entry " + entry.name() + ": expected text in UTF-8, found other bytes. Get the file from where it was made.", e);
        }
    }

    /// A text that the exporter put beside the program, such as MONAI's `metadata.json`.
    Optional<byte[]> extra(String name) throws ForeignException {
        Optional<Archive.Entry> entry = archive.find(root + "extra/" + name);
        return entry.isPresent() ? Optional.of(archive.read(entry.get(), MAX_EXTRA_BYTES)) : Optional.empty();
    }
}
