package org.maskwright.fx;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A picture in 256 colours, chosen by median cut: screenshots then take a quarter of the bytes, and nobody sees it.
///
/// @see <a href="https://doi.org/10.1145/965145.801294">Heckbert 1982</a>
final class FewColours {
    private static final int COLOURS = 256;

    /// Some colours, and how many pixels they have together.
    private record Group(List<int[]> colours, long pixels) { // each colour: rgb, pixels
        static Group of(List<int[]> colours) {
            return new Group(colours, colours.stream().mapToLong(c -> c[1]).sum());
        }

        int spread(int shift) {
            int low = 255, high = 0;
            for (int[] c : colours) {
                low = Math.min(low, c[0] >> shift & 255);
                high = Math.max(high, c[0] >> shift & 255);
            }
            return high - low;
        }

        int widest() {
            int r = spread(16), g = spread(8), b = spread(0);
            return g >= r && g >= b ? 8 : r >= b ? 16 : 0;
        }

        /// Weighs how much is lost by showing the group as one colour.
        double loss() {
            return spread(widest()) * Math.sqrt(pixels);
        }

        int mean() {
            long r = 0, g = 0, b = 0;
            for (int[] c : colours) {
                r += (long) (c[0] >> 16 & 255) * c[1];
                g += (long) (c[0] >> 8 & 255) * c[1];
                b += (long) (c[0] & 255) * c[1];
            }
            return (int) Math.round((double) r / pixels) << 16 | (int) Math.round((double) g / pixels) << 8 | (int) Math.round((double) b / pixels);
        }

        List<Group> split() {
            int shift = widest();
            List<int[]> sorted = new ArrayList<>(colours);
            sorted.sort((a, b) -> Integer.compare(a[0] >> shift & 255, b[0] >> shift & 255));
            long half = 0;
            int at = 0;
            while (at < sorted.size() - 1 && (half += sorted.get(at)[1]) < pixels / 2) at++;
            at = Math.clamp(at + 1, 1, sorted.size() - 1);
            return List.of(of(List.copyOf(sorted.subList(0, at))), of(List.copyOf(sorted.subList(at, sorted.size()))));
        }
    }

    private FewColours() {}

    static BufferedImage of(BufferedImage picture) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++)
            for (int x = 0; x < picture.getWidth(); x++) counts.computeIfAbsent(picture.getRGB(x, y) & 0xFFFFFF, rgb -> new int[] {rgb, 0})[1]++;
        List<Group> groups = new ArrayList<>(List.of(Group.of(List.copyOf(counts.values()))));
        while (groups.size() < COLOURS) {
            Group worst = groups.stream().filter(g -> g.colours().size() > 1).max((a, b) -> Double.compare(a.loss(), b.loss())).orElse(null);
            if (worst == null) break;
            groups.remove(worst);
            groups.addAll(worst.split());
        }
        int[] palette = groups.stream().mapToInt(Group::mean).toArray();
        Map<Integer, Integer> index = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) for (int[] c : groups.get(i).colours()) index.put(c[0], i);
        BufferedImage few = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        for (int y = 0; y < picture.getHeight(); y++)
            for (int x = 0; x < picture.getWidth(); x++) few.getRaster().setSample(x, y, 0, index.getOrDefault(picture.getRGB(x, y) & 0xFFFFFF, 0));
        return few;
    }
}
