package org.maskwright;

/// Where the program starts. Not a JavaFX `Application`: on the class path that would be refused.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
    }
}
