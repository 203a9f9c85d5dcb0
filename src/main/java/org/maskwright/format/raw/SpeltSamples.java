package org.maskwright.format.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.maskwright.format.SampleType;

/// Samples that are spelt out in letters, as the bytes they mean.
final class SpeltSamples {
    private static final int LONGEST_NUMBER = 400;

    private SpeltSamples() {}

    /// Something that is no sample; a stream can say so only as an [IOException].
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;
        private final String expected, found;

        Unreadable(String expected, String found) {
            super(expected);
            this.expected = expected;
            this.found = found;
        }

        String expected() {
            return expected;
        }

        String found() {
            return found;
        }
    }

    /// Decimal numbers, given as little-endian samples.
    static final class Text extends InputStream {
        private final InputStream letters;
        private final SampleType type;
        private final byte[] sample;
        private int used;

        Text(InputStream letters, SampleType type) {
            this.letters = letters;
            this.type = type;
            this.sample = new byte[type.bytes()];
            this.used = sample.length;
        }

        @Override
        public int read() throws IOException {
            if (used == sample.length && !next()) return -1;
            return sample[used++] & 0xFF;
        }

        /// Not the inherited one, which swallows what goes wrong behind the first byte.
        @Override
        public int read(byte[] out, int from, int n) throws IOException {
            for (int i = 0; i < n; i++) {
                int next = read();
                if (next < 0) return i == 0 ? -1 : i;
                out[from + i] = (byte) next;
            }
            return n;
        }

        private boolean next() throws IOException {
            int letter = letters.read();
            while (isBetween(letter)) letter = letters.read();
            if (letter < 0) return false;
            StringBuilder word = new StringBuilder();
            for (; letter >= 0 && !isBetween(letter); letter = letters.read()) {
                if (word.length() == LONGEST_NUMBER) throw new Unreadable("a number", "a word of more than " + LONGEST_NUMBER + " letters");
                word.append((char) letter);
            }
            put(word.toString());
            used = 0;
            return true;
        }

        @Override
        public void close() throws IOException {
            letters.close();
        }

        private static boolean isBetween(int letter) {
            return letter == ' ' || letter == ',' || letter >= '\t' && letter <= '\r';
        }

        private void put(String word) throws Unreadable {
            ByteBuffer out = ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN);
            try {
                switch (type) {
                    case UINT8 -> out.put((byte) whole(word, 0, 255));
                    case INT8 -> out.put((byte) whole(word, Byte.MIN_VALUE, Byte.MAX_VALUE));
                    case UINT16 -> out.putShort((short) whole(word, 0, 65_535));
                    case INT16 -> out.putShort((short) whole(word, Short.MIN_VALUE, Short.MAX_VALUE));
                    case UINT32 -> out.putInt((int) whole(word, 0, 0xFFFFFFFFL));
                    case INT32 -> out.putInt((int) whole(word, Integer.MIN_VALUE, Integer.MAX_VALUE));
                    case UINT64 -> out.putLong(Long.parseUnsignedLong(word));
                    case INT64 -> out.putLong(Long.parseLong(word));
                    case FLOAT32 -> out.putFloat((float) number(word));
                    case FLOAT64 -> out.putDouble(number(word));
                }
            } catch (NumberFormatException e) {
                throw new Unreadable("a number of type " + type.id(), "another word");
            }
        }

        private static long whole(String word, long least, long most) {
            long n = Long.parseLong(word);
            if (n < least || n > most) throw new NumberFormatException(word);
            return n;
        }
    }

    /// A decimal number as files spell it: also `nan`, `inf`, `-inf`.
    static double number(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "+nan" -> Double.NaN;
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
        };
    }

    /// Pairs of hexadecimal digits, blanks anywhere between.
    static final class Hex extends InputStream {
        private final InputStream letters;

        Hex(InputStream letters) {
            this.letters = letters;
        }

        @Override
        public int read() throws IOException {
            int high = digit();
            if (high < 0) return -1;
            int low = digit();
            return low < 0 ? -1 : high << 4 | low;
        }

        /// Not the inherited one, which swallows what goes wrong behind the first byte.
        @Override
        public int read(byte[] out, int from, int n) throws IOException {
            for (int i = 0; i < n; i++) {
                int next = read();
                if (next < 0) return i == 0 ? -1 : i;
                out[from + i] = (byte) next;
            }
            return n;
        }

        private int digit() throws IOException {
            int letter = letters.read();
            while (Text.isBetween(letter)) letter = letters.read();
            if (letter < 0) return -1;
            int digit = Character.digit(letter, 16);
            if (digit < 0) throw new Unreadable("a hexadecimal digit", "another letter");
            return digit;
        }

        @Override
        public void close() throws IOException {
            letters.close();
        }
    }
}
