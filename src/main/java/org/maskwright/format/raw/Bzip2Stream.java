package org.maskwright.format.raw;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/// Unpacks bzip2; what is damaged is told as of the other packings, by a [ZipException] or an [EOFException].
final class Bzip2Stream extends InputStream {
    private static final int BUFFER_BYTES = 1 << 17;

    /// One call of the library.
    private interface Step<T> {
        T run() throws IOException;
    }

    private final InputStream in;

    Bzip2Stream(InputStream packed) throws IOException {
        InputStream buffered = new BufferedInputStream(packed, BUFFER_BYTES);
        this.in = told(() -> new BZip2CompressorInputStream(buffered, true));
    }

    @Override
    public int read() throws IOException {
        return told(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return told(() -> in.read(bytes, offset, length));
    }

    private static <T> T told(Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (EOFException | java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the library throws both at damaged streams
            ZipException damaged = new ZipException(String.valueOf(e.getMessage()));
            damaged.initCause(e);
            throw damaged;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
