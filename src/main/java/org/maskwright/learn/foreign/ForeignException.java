package org.maskwright.learn.foreign;

/// A file from elsewhere that is not what it claims to be, or that is not to be run. The message is for the user: name, place, expected,
/// found, remedy.
public final class ForeignException extends Exception {
    private static final long serialVersionUID = 1;

    public ForeignException(String message) {
        super(message);
    }

    public ForeignException(String message, Throwable cause) {
        super(message, cause);
    }
}
