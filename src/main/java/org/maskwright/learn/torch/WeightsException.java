package org.maskwright.learn.torch;

/// A weights file that is not what it claims to be. The message says what was expected and found, not in which file.
public final class WeightsException extends Exception {
    private static final long serialVersionUID = 1;

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
