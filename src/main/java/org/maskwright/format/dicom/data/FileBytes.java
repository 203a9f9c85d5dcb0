package org.maskwright.format.dicom.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a file.
public final class FileBytes implements ByteSource {
    private final String name;
    private final FileChannel channel;
    private final long length;

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

    @Override
    public boolean has(long position, long count) {
        return position <= length && count <= length - position;
    }

    @Override
    public int read(long position, byte[] out, int offset, int count) throws IOException {
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
