package org.maskwright.learn.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Weights;
import org.maskwright.learn.torch.WeightsException;

/// Weights alone, from a safetensors file or a state dict of PyTorch's. They are numbers; reading them runs nothing.
public final class WeightsFile {
    private static final long MAX_BYTES = 1L << 30;

    private WeightsFile() {}

    /// What is in a file that holds nothing but weights; nothing if it may be a program or a bundle.
    ///
    /// @throws ForeignException if it holds damaged weights
    public static Optional<Weights> find(Path path) throws ForeignException, IOException {
        if (Files.isDirectory(path)) return Optional.empty();
        String name = String.valueOf(path.getFileName());
        byte[] bytes = Bundle.bytes(path, MAX_BYTES);
        if (!Archive.isOne(bytes)) return name.endsWith(".safetensors") ? Optional.of(read(path)) : Optional.empty();
        Archive archive = Archive.open(name, bytes);
        if (archive.entries().stream().noneMatch(entry -> entry.name().endsWith("/data.pkl")) || TorchFile.read(archive).program()) return Optional.empty();
        return Optional.of(read(path));
    }

    /// @throws ForeignException if the file holds anything else
    public static Weights read(Path path) throws ForeignException, IOException {
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        byte[] bytes = Bundle.bytes(path, MAX_BYTES);
        if (!Archive.isOne(bytes)) {
            try {
                return Safetensors.read(bytes);
            } catch (WeightsException e) {
                if (ForeignFile.isBarePickle(bytes)) throw ForeignFile.barePickle(name);
                throw new ForeignException(name + ": expected weights as safetensors or as PyTorch's zip archive, found neither (" + e.getMessage() + "). Choose another file.", e);
            }
        }
        TorchFile file = TorchFile.read(Archive.open(name, bytes));
        if (file.program()) throw new ForeignException(name + ": expected weights alone, found a TorchScript program. Add it without --like.");
        return StateDict.read(file.archive(), file.root());
    }
}
