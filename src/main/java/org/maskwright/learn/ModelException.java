package org.maskwright.learn;

/// A model, or what was to become one, that cannot be used. The message is for the user: what, where, expected, found, remedy.
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
