package org.maskwright.architecture.wrong.learn;

/// Wrong twice: speaks past the command line.
final class Loud {
    void prints() {
        System.out.println("epoch 1");
    }

    void dumps(RuntimeException e) {
        e.printStackTrace();
    }
}
