package org.maskwright.learn.foreign;

import java.io.IOException;
import java.nio.file.Path;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Weights;
import org.maskwright.learn.torch.WeightsException;

/// Weights alone, from a safetensors file or a state dict of PyTorch's. They are numbers; reading them runs nothing.
public final class WeightsFile {
    private static final long MAX_BYTES = 1L << 30;

    private WeightsFile() {}

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
