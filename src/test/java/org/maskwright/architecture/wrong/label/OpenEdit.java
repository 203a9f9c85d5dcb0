package org.maskwright.architecture.wrong.label;

/// Right: the one door.
record OpenEdit(LabelVolume volume) {
    void commit() {
        volume.writeAll();
    }
}
