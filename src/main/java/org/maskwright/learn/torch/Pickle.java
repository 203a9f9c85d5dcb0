package org.maskwright.learn.torch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The few words of Python's pickle, protocol 2, in which TorchScript writes its objects. Writing only: nothing is unpickled.
///
/// @see <a href="https://peps.python.org/pep-0307/">PEP 307, protocol 2</a>
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        op(0x80).op(2);
    }

    /// A class or function by module and name.
    Pickle global(String module, String name) {
        return op('c').ascii(module + "\n" + name + "\n");
    }

    Pickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op('X').littleEndian(utf8.length, 4);
        out.writeBytes(utf8);
        return this;
    }

    Pickle number(long value) {
        if (value >= 0 && value < 256) return op('K').op((int) value);
        if (value == (int) value) return op('J').littleEndian(value, 4);
        return op(0x8a).op(Long.BYTES).littleEndian(value, Long.BYTES);
    }

    Pickle bool(boolean value) {
        return op(value ? 0x88 : 0x89);
    }

    /// Opens a tuple or the items of a dictionary; closed by [#tuple] or [#items].
    Pickle mark() {
        return op('(');
    }

    Pickle tuple() {
        return op('t');
    }

    Pickle emptyTuple() {
        return op(')');
    }

    Pickle emptyDictionary() {
        return op('}');
    }

    /// Puts the pairs since the mark into the dictionary below them.
    Pickle items() {
        return op('u');
    }

    /// Calls the function below with the tuple on top.
    Pickle call() {
        return op('R');
    }

    /// Makes an object of the class below with the tuple on top.
    Pickle newObject() {
        return op(0x81);
    }

    /// Gives the object below the state on top.
    Pickle state() {
        return op('b');
    }

    /// Replaces the tuple on top by the thing that it names outside the pickle.
    Pickle persistent() {
        return op('Q');
    }

    byte[] finish() {
        op('.');
        return out.toByteArray();
    }

    private Pickle op(int code) {
        out.write(code);
        return this;
    }

    private Pickle ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private Pickle littleEndian(long value, int bytes) {
        for (int i = 0; i < bytes; i++) out.write((int) (value >>> (8 * i)));
        return this;
    }
}
