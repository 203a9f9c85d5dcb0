package org.maskwright.learn.torch;

/// How many bits a number of a network has inside the engine. How weights lie on disk is another matter.
public enum Precision {
    FLOAT32("FloatStorage", 4, 6),
    /// Eight bits of fraction with the range of a float: twice as fast where the processor has the instructions.
    BFLOAT16("BFloat16Storage", 2, 15),
    /// Eleven bits of fraction and a range of 65,504: what GPUs multiply quickest.
    FLOAT16("HalfStorage", 2, 5),
    /// Whole numbers from −128 to 127, which mean something together with a scale alone: kernels of convolutions in 8 bits.
    INT8("CharStorage", 1, 1);

    private final String storage;
    private final int bytes;
    private final int code;

    Precision(String storage, int bytes, int code) {
        this.storage = storage;
        this.bytes = bytes;
        this.code = code;
    }

    /// The name of PyTorch's storage class.
    String storage() {
        return storage;
    }

    /// Of one number.
    public int bytes() {
        return bytes;
    }

    /// PyTorch's number for this type, as `torch.to(x, code)` wants it in TorchScript.
    public int code() {
        return code;
    }
}
