package org.maskwright.architecture.wrong.label;

/// Wrong: labels changed past the one door.
record BackDoor(LabelVolume volume) {
    void sneak() {
        Runnable write = volume::writeAll;
        write.run();
    }
}
