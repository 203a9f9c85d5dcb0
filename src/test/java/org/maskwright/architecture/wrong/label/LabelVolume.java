package org.maskwright.architecture.wrong.label;

final class LabelVolume {
    void writeAll() {}
}
