package org.maskwright.learn.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;

class UncertaintyMeasuresTest {
    private static final float[] SURE = {1, 0};
    private static final float[] OTHERWISE = {0, 1};
    private static final float[] EVEN = {0.5f, 0.5f};
    /// Those that need something of the model.
    private static final List<UncertaintyMeasure> WANTING = List.of(new MirrorDisagreement(), new DropoutDisagreement(), new EnsembleDisagreement());

    /// One voxel seen several times: `views` are its probabilities of each class.
    private static Looks looks(float[]... views) {
        List<float[][]> all = java.util.Arrays.stream(views).map(view -> {
            float[][] one = new float[view.length][];
            for (int c = 0; c < view.length; c++) one[c] = new float[] {view[c]};
            return one;
        }).toList();
        return new Looks() {
            @Override
            public float[][] plain() {
                return all.getFirst();
            }

            @Override
            public Offer offer() {
                return new Offer(all.size() - 1, all.size() > 1, all.size() - 1);
            }

            @Override
            public float[][] proposed() {
                return plain();
            }

            @Override
            public void altered(Consumer<float[][]> each) {
                each.accept(plain());
            }

            @Override
            public void mirrored(Consumer<float[][]> each) {
                all.subList(1, all.size()).forEach(each);
            }

            @Override
            public void dropped(int count, Consumer<float[][]> each) {
                for (int i = 0; i < count; i++) each.accept(all.get(i % all.size()));
            }

            @Override
            public void byOthers(Consumer<float[][]> each) {
                mirrored(each);
            }
        };
    }

    @Test
    void entropyIsNoughtWhenSureAndOneWhenAllClassesAreEquallyLikely() {
        assertThat(new Entropy().of(looks(SURE))).containsExactly(0);
        assertThat(new Entropy().of(looks(EVEN))[0]).isCloseTo(1, within(1e-6f));
        assertThat(new Entropy().of(looks(new float[] {0.25f, 0.25f, 0.25f, 0.25f}))[0]).isCloseTo(1, within(1e-6f));
    }

    /// Of 3/4 and 1/4: (2 − 3/4 · log2 3) bits of one bit, 0.8113.
    @Test
    void entropyOfThreeToOneIsThatOfTheTextbook() {
        assertThat(new Entropy().of(looks(new float[] {0.75f, 0.25f}))[0]).isCloseTo(0.811278f, within(1e-5f));
        assertThat(new Entropy().of(looks(new float[] {0.5f, 0.25f, 0.25f}))[0]).as("1.5 bits of log2 3").isCloseTo((float) (1.5 / (Math.log(3) / Math.log(2))), within(1e-5f));
    }

    @Test
    void looksThatAgreeDoNotDisagreeHoweverUnsureTheyAre() {
        for (UncertaintyMeasure measure : WANTING) {
            assertThat(measure.of(looks(EVEN, EVEN))[0]).as(measure.id()).isCloseTo(0, within(1e-6f));
            assertThat(measure.of(looks(SURE, OTHERWISE))[0]).as(measure.id()).isCloseTo(1, within(1e-6f));
        }
    }

    /// The plain look counts once as itself and once as its own alteration: of (1, 0) twice and (0, 1) once the mean is (2/3, 1/3), 0.9183 bit.
    @Test
    void alteredLooksJoinTheMirroredOnesAndCanBeHadWithoutThem() {
        assertThat(new AlterationDisagreement().of(looks(SURE, OTHERWISE))[0]).isCloseTo(0.918296f, within(1e-5f));
        assertThat(new AlterationDisagreement().of(looks(EVEN))[0]).isCloseTo(0, within(1e-6f));
    }

    /// The mean of (1, 0) and (1/2, 1/2) is (3/4, 1/4), 0.8113 bit; their own entropies are 0 and 1 bit, 0.5 in the mean.
    @Test
    void aSureAndAnUndecidedLookDisagreeByTheDifferenceOfEntropies() {
        assertThat(new MirrorDisagreement().of(looks(SURE, EVEN))[0]).isCloseTo(0.311278f, within(1e-5f));
    }

    @Test
    void whatAModelDoesNotOfferIsSaid() {
        Looks alone = looks(EVEN);
        assertThat(new Entropy().missing(alone.offer())).isEmpty();
        for (UncertaintyMeasure measure : WANTING) {
            assertThat(measure.missing(alone.offer())).as(measure.id()).matches(".*(Choose|Train|Name)\\b.*\\.");
            assertThatThrownBy(() -> measure.of(alone)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyMeasureIsFoundByItsName() {
        for (UncertaintyMeasure measure : UncertaintyMeasures.all()) assertThat(UncertaintyMeasures.find(measure.id())).containsInstanceOf(measure.getClass());
        assertThat(UncertaintyMeasures.find("guess")).isEmpty();
    }

    @Test
    void theBandReachesTwoVoxelsByFacesAndEverywhereIfThereIsNothing() {
        var size = new Size(9, 9, 9);
        short[] classes = new short[729];
        assertThat(Band.around(classes, size)).doesNotContain(false);
        classes[(4 * 9 + 4) * 9 + 4] = 2;
        boolean[] band = Band.around(classes, size);
        int count = 0;
        for (int i = 0; i < band.length; i++) {
            int far = Math.abs(i % 9 - 4) + Math.abs(i / 9 % 9 - 4) + Math.abs(i / 81 - 4);
            assertThat(band[i]).isEqualTo(far <= 2);
            if (band[i]) count++;
        }
        assertThat(count).isEqualTo(25);
    }
}
