package org.maskwright.architecture.wrong.cli;

/// Right: the command line speaks here.
final class Voice {
    void say(String words) {
        System.out.println(words);
    }
}
