package org.maskwright.store;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;

/// Somebody who paints on a case without looking: boxes of any label anywhere, now and then an undo or a redo.
final class Annotator implements AutoCloseable {
    static final Geometry GRID = Geometry.upright(24, 20, 6, 1, 1, 2.5);

    final CaseStore store;
    final Recovery.Recovered recovered;
    private final Random random;

    Annotator(CaseStore store, long seed) throws IOException {
        this.store = store;
        this.recovered = store.open(Progress.NONE);
        this.random = new Random(seed);
    }

    LabelVolume labels() {
        return recovered.labels();
    }

    EditHistory history() {
        return recovered.history();
    }

    /// One change of mind, not yet on the disk.
    LabelEdit stroke() {
        while (true) {
            Optional<LabelEdit> edit = attempt();
            if (edit.isPresent()) return edit.get();
        }
    }

    private Optional<LabelEdit> attempt() {
        switch (random.nextInt(8)) {
            case 0 -> {
                return history().undo().map(undone -> undone.inverse("Undo " + undone.name()));
            }
            case 1 -> {
                return history().redo();
            }
            default -> {
                return box();
            }
        }
    }

    private Optional<LabelEdit> box() {
        OpenEdit edit = labels().open(PaintRule.EVERYWHERE);
        int x = random.nextInt(20), y = random.nextInt(16), z = random.nextInt(5);
        Box box = new Box(x, y, z, x + 1 + random.nextInt(6), y + 1 + random.nextInt(6), z + 1 + random.nextInt(2));
        edit.fill(Mask.of(box, b -> {
            for (int k = box.z0(); k < box.z1(); k++) for (int j = box.y0(); j < box.y1(); j++) b.run(j, k, box.x0(), box.x1());
        }), random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(300));
        return edit.commit("Brush");
    }

    /// So many boxes, kept.
    void brush(int count) throws IOException {
        for (int done = 0; done < count; ) {
            Optional<LabelEdit> edit = box();
            if (edit.isEmpty()) continue;
            store.append(edit.get());
            done++;
        }
    }

    void undo() throws IOException {
        LabelEdit undone = history().undo().orElseThrow();
        store.append(undone.inverse("Undo " + undone.name()));
    }

    void redo() throws IOException {
        store.append(history().redo().orElseThrow());
    }

    /// A stroke, kept.
    void strokes(int count) throws IOException {
        for (int i = 0; i < count; i++) store.append(stroke());
    }

    /// Every voxel's label in 64 letters.
    String hash() {
        return hash(labels().snapshot());
    }

    static String hash(Labels labels) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            short[] slice = new short[labels.geometry().size().sliceVoxels()];
            for (int z = 0; z < labels.geometry().size().z(); z++) {
                labels.copySlice(z, slice);
                for (short s : slice) {
                    digest.update((byte) s);
                    digest.update((byte) (s >> 8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
