package org.maskwright.learn.form;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;

/// In what numbers a network computes when it proposes. Norms are folded where they can be, and on a processor channels lie last, in all of them.
public enum Arithmetic {
    FLOAT32("fp32", "32-bit floats"),
    /// Where the processor multiplies them natively.
    BFLOAT16("bf16", "16-bit floats"),
    /// On GPUs.
    FLOAT16("fp16", "16-bit floats"),
    /// Convolutions of bytes, with ranges measured beforehand, and everything between them in 16 bits where the processor has those.
    INT8("int8", "bytes");

    private final String id;
    private final String words;

    Arithmetic(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /// As it stands in a card.
    public String id() {
        return id;
    }

    public String words() {
        return words;
    }

    public static Optional<Arithmetic> find(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }

    /// Whether this machine has it.
    public boolean isOfferedBy(Torch torch) {
        return switch (this) {
            case FLOAT32 -> true;
            case BFLOAT16 -> torch.onCpu() && torch.hasFastBfloat16();
            case FLOAT16 -> !torch.onCpu();
            case INT8 -> torch.onCpu() && torch.hasFastBytes();
        };
    }

    public static List<Arithmetic> offeredBy(Torch torch) {
        return Arrays.stream(values()).filter(one -> one.isOfferedBy(torch)).toList();
    }

    /// What is taken where nothing was measured.
    public static Arithmetic usual(Torch torch) {
        return BFLOAT16.isOfferedBy(torch) ? BFLOAT16 : FLOAT32;
    }

    /// The numbers between the convolutions.
    public Precision features(Torch torch) {
        return switch (this) {
            case FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
            case FLOAT16 -> Precision.FLOAT16;
            case INT8 -> BFLOAT16.isOfferedBy(torch) ? Precision.BFLOAT16 : Precision.FLOAT32;
        };
    }
}
