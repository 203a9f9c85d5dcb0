package org.maskwright.format.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes of a file, or of a part of one, by their position.
interface Bytes {
    long length();

    /// @throws EOFException if there are not so many
    ByteBuffer at(long position, int count, ByteOrder order) throws IOException;

    /// Bytes in memory.
    static Bytes of(byte[] bytes) {
        return new Bytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public ByteBuffer at(long position, int count, ByteOrder order) throws IOException {
                if (position < 0 || count < 0 || position + count > bytes.length) throw new EOFException();
                return ByteBuffer.wrap(bytes, (int) position, count).slice().order(order);
            }
        };
    }

    /// A file, to be closed.
    final class OfFile implements Bytes, AutoCloseable {
        private final SeekableByteChannel channel;
        private final long length;

        OfFile(Path file) throws IOException {
            this.channel = Files.newByteChannel(file);
            this.length = channel.size();
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public ByteBuffer at(long position, int count, ByteOrder order) throws IOException {
            if (position < 0 || count < 0 || position + count > length) throw new EOFException();
            ByteBuffer bytes = ByteBuffer.allocate(count).order(order);
            channel.position(position);
            while (bytes.hasRemaining()) if (channel.read(bytes) < 0) throw new EOFException();
            return bytes.flip();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
