package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a file. Its first page is kept, for most headers end within it and are read in small pieces.
public final class FileBytes implements ByteSource {
    private static final int PAGE = 1 << 12;

    private final String name;
    private final FileChannel channel;
    private final long length;
    private byte[] head = new byte[0];

    private FileBytes(String name, FileChannel channel, long length) {
        this.name = name;
        this.channel = channel;
        this.length = length;
    }

    public static FileBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Path name = file.getFileName();
        return new FileBytes(name == null ? file.toString() : name.toString(), channel, channel.size());
    }

    @Override
    public String name() {
        return name;
    }

    /// How long the file was when it was opened.
    public long length() {
        return length;
    }

    @Override
    public boolean has(long position, long count) {
        return position <= length && count <= length - position;
    }

    @Override
    public int read(long position, byte[] out, int offset, int count) throws IOException {
        if (position >= length) return 0;
        if (position < PAGE && count <= PAGE) {
            if (head.length == 0) {
                byte[] page = new byte[(int) Math.min(PAGE, length)];
                head = java.util.Arrays.copyOf(page, readThrough(0, page, 0, page.length));
            }
            int n = (int) Math.clamp(head.length - position, 0, count);
            System.arraycopy(head, (int) position, out, offset, n);
            return n == count || head.length < PAGE ? n : n + readThrough(position + n, out, offset + n, count - n);
        }
        return readThrough(position, out, offset, count);
    }

    private int readThrough(long position, byte[] out, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int n = channel.read(ByteBuffer.wrap(out, offset + done, count - done), position + done);
            if (n < 0) break;
            done += n;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
