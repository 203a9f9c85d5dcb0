package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.IntensityRule;

class ForeignFileTest {
    @TempDir Path folder;

    @Test
    void aBundleFillsInTheForm() throws Exception {
        ForeignFile file = ForeignFile.look(Programs.bundle(folder.resolve("Spleen CT"), Programs.brightIsOne(), Programs.metadata(), Programs.inference()));
        assertThat(file.form()).isEqualTo(new Form("spleen-ct", "Spleen CT segmentation 0.5.3", "CT", "1=spleen", "1.5,1.5,2", "8,10,6", "range:-57,164,0,1", "RAS", "softmax"));
        assertThat(file.notUnderstood()).isEmpty();
        assertThat(file.refusals()).isEmpty();
        assertThat(file.data()).isEqualTo("Task09_Spleen of the Decathlon");
        assertThat(file.licence()).isEqualTo("Apache License 2.0");
        assertThat(String.join(" ", file.facts())).contains(file.sha256(), "cat ×1", "mul ×1", "neg ×1", "Agree only if");
        Form.Meaning meaning = file.form().meaning();
        assertThat(meaning.patch()).isEqualTo(new Size(8, 10, 6));
        assertThat(meaning.spacingMm()).isEqualTo(new Point(1.5, 1.5, 2));
        assertThat(meaning.intensity()).isEqualTo(new IntensityRule.Fixed(-57, 164, -57, 221));
    }

    @Test
    void anArchiveAndAFolderSayTheSame() throws Exception {
        Path unpacked = Programs.bundle(folder.resolve("spleen"), Programs.brightIsOne(), Programs.metadata(), Programs.inference());
        var entries = new LinkedHashMap<String, byte[]>();
        for (String name : new String[] {"configs/metadata.json", "configs/inference.json", "models/model.ts", "LICENSE"}) entries.put("spleen/" + name, Files.readAllBytes(unpacked.resolve(name)));
        Path packed = folder.resolve("spleen.zip");
        Files.write(packed, Programs.zip(false, entries));
        assertThat(ForeignFile.look(packed).form()).isEqualTo(ForeignFile.look(unpacked).form());
        assertThat(ForeignFile.look(packed).sha256()).isEqualTo(ForeignFile.look(unpacked).sha256());
    }

    @Test
    void expressionsAndUnknownStepsAreShownAndNothingIsGuessed() throws Exception {
        String inference = Programs.inference().replace("\"@pixdim\"", "\"$__import__('os').system('touch /tmp/evil')\"")
                .replace("{\"_target_\": \"EnsureTyped\", \"keys\": \"image\"}", "{\"_target_\": \"CropForegroundd\", \"keys\": \"image\"}, \"$mine()\"")
                .replace("\"argmax\": true", "\"threshold\": 0.3");
        ForeignFile file = ForeignFile.look(Programs.bundle(folder.resolve("b"), Programs.brightIsOne(), Programs.metadata(), inference));
        assertThat(file.form().spacing()).isEmpty();
        assertThat(file.notUnderstood()).hasSize(4).anySatisfy(s -> assertThat(s).contains("Spacingd", "__import__")).anySatisfy(s -> assertThat(s).contains("CropForegroundd"))
                .anySatisfy(s -> assertThat(s).contains("$mine()")).anySatisfy(s -> assertThat(s).contains("AsDiscreted", "0.3"));
        assertThatThrownBy(() -> file.form().meaning()).isInstanceOf(ForeignException.class).hasMessageContaining("--spacing (such as");
    }

    @Test
    void overlappingClassesHaveNoBackground() throws Exception {
        String inference = Programs.inference().replace("\"softmax\": true", "\"sigmoid\": true").replace("\"argmax\": true", "\"threshold\": 0.5");
        String metadata = Programs.metadata().replace("\"0\": \"background\", \"1\": \"spleen\"", "\"0\": \"tumour core\", \"1\": \"whole, tumour\"");
        Form form = ForeignFile.look(Programs.bundle(folder.resolve("b"), Programs.brightIsOne(), metadata, inference)).form();
        assertThat(form.scores()).isEqualTo("sigmoid");
        assertThat(form.labels()).isEqualTo("1=tumour core,2=whole  tumour");
        assertThat(ForeignFile.look(Programs.bundle(folder.resolve("c"), Programs.brightIsOne(), Programs.metadata(), inference)).form().scores()).isEqualTo("sigmoid-after-background");
    }

    @Test
    void whatMakesAnEarlierStepGoodStandsForBoth() throws Exception {
        String range = "{\"_target_\": \"ScaleIntensityRanged\", \"keys\": \"image\", \"a_min\": -57, \"a_max\": 164, \"b_min\": 0, \"b_max\": 1, \"clip\": true}";
        String scale = "{\"_target_\": \"ScaleIntensityd\", \"keys\": \"image\"}";
        String normalise = "{\"_target_\": \"NormalizeIntensityd\", \"keys\": \"image\"}";
        String nonZero = "{\"_target_\": \"NormalizeIntensityd\", \"keys\": \"image\", \"nonzero\": \"True\"}";
        assertThat(look(Programs.inference().replace(range, scale + ", " + normalise)).form().intensity()).isEqualTo("zscore");
        assertThat(look(Programs.inference().replace(range, normalise + ", " + scale)).form().intensity()).isEqualTo("percentiles:0,100,0,1");
        ForeignFile unclear = look(Programs.inference().replace(range, nonZero + ", " + scale));
        assertThat(unclear.form().intensity()).isEqualTo("zscore-nonzero");
        assertThat(unclear.notUnderstood()).singleElement().asString().contains("ScaleIntensityd");
    }

    @Test
    void aWindowOverSlicesMakesANetworkOfSlices() throws Exception {
        Form form = look(Programs.inference().replace("\"SlidingWindowInferer\", \"roi_size\": [8, 10, 6]", "\"SliceInferer\", \"spatial_dim\": 2, \"roi_size\": [8, 10]")).form();
        assertThat(form.axes()).isEqualTo("RA");
        assertThat(form.meaning().patch()).isEqualTo(new Size(8, 10, 1));
        assertThat(form.meaning().spacingMm()).isEqualTo(new Point(1.5, 1.5, 2));
    }

    @Test
    void theLargestPieceAloneIsKeptWhereTheBundleDoesSo() throws Exception {
        String largest = "{\"_target_\": \"AsDiscreted\", \"keys\": \"pred\", \"argmax\": true}, {\"_target_\": \"KeepLargestConnectedComponentd\", \"keys\": \"pred\"%s}";
        String argmax = "{\"_target_\": \"AsDiscreted\", \"keys\": \"pred\", \"argmax\": true}";
        assertThat(look(Programs.inference().replace(argmax, largest.formatted(""))).largestOf()).contains(List.of());
        assertThat(look(Programs.inference().replace(argmax, largest.formatted(", \"applied_labels\": [1]"))).largestOf()).contains(List.of(1));
        assertThat(look(Programs.inference().replace(argmax, largest.formatted(", \"independent\": false"))).notUnderstood()).hasSize(1);
        assertThat(look(Programs.inference()).largestOf()).isEmpty();
    }

    private ForeignFile look(String inference) throws Exception {
        return ForeignFile.look(Programs.bundle(folder.resolve("bundle"), Programs.brightIsOne(), Programs.metadata(), inference));
    }

    @Test
    void severalChannelsOfInputAreImagesIfAllHaveNames() throws Exception {
        String metadata = Programs.metadata().replace("\"num_channels\": 1", "\"num_channels\": 2");
        ForeignFile unnamed = ForeignFile.look(Programs.bundle(folder.resolve("b"), Programs.brightIsOne(), metadata, Programs.inference()));
        assertThat(unnamed.refusals()).singleElement().asString().contains("2 channels, of which its metadata name 1");
        String named = metadata.replace("{\"0\": \"image\"}", "{\"0\": \"T1, with contrast\", \"1\": \"FLAIR\"}");
        ForeignFile file = ForeignFile.look(Programs.bundle(folder.resolve("c"), Programs.brightIsOne(), named, Programs.inference()));
        assertThat(file.refusals()).isEmpty();
        assertThat(file.form().meaning().channels()).containsExactly("T1  with contrast", "FLAIR");
    }

    @Test
    void metadataInsideAScriptAreReadToo() throws Exception {
        byte[] script = Programs.with(Programs.with(Programs.brightIsOne(), "network/extra/metadata.json", Programs.metadata()), "network/extra/inference", Programs.inference());
        Files.write(folder.resolve("model.ts"), script);
        assertThat(ForeignFile.look(folder.resolve("model.ts")).form().labels()).isEqualTo("1=spleen");
        assertThat(ForeignFile.look(folder.resolve("model.ts")).form().patch()).isEqualTo("8,10,6");
    }

    @Test
    void aBareScriptAsksForEverything() throws Exception {
        Files.write(folder.resolve("My Net.pt"), Programs.brightIsOne());
        ForeignFile file = ForeignFile.look(folder.resolve("My Net.pt"));
        assertThat(file.form().id()).isEqualTo("my-net");
        assertThat(file.form().missing()).containsOnlyKeys("labels", "axes", "patch", "spacing", "intensity", "scores");
    }

    @Test
    void whatReachesOutIsRefused() throws Exception {
        Files.write(folder.resolve("a.ts"), Programs.of("torch.save(x, \"/tmp/evil\")", "return x"));
        assertThat(ForeignFile.look(folder.resolve("a.ts")).refusals()).singleElement().asString().isEqualTo("it calls save, which writes a file");
    }

    @Test
    void whatIsNoProgramIsRefusedWithARemedy() throws Exception {
        assertRefused("a.pt", new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10}, "a bare pickle, which can run anything", "torch.jit.save");
        assertRefused("b.pt", "hello".getBytes(StandardCharsets.UTF_8), "expected a zip archive", "Choose a .ts");
        assertRefused("c.pt", Programs.zip(true, Map.of("archive/data.pkl", new byte[] {(byte) 0x80, 2, '.'}, "archive/data/0", new byte[4])), "weights alone", "ckpt_export");
        assertRefused("d.zip", Programs.zip(true, Map.of("readme.txt", new byte[4])), "expected a file of PyTorch", "torch.jit.save");
        assertRefused("e.ts", Programs.with(Programs.brightIsOne(), "network/model.json", "{}"), "older layout", "anew");
        assertRefused("f.ts", Programs.with(Programs.brightIsOne(), "elsewhere/code.py", "x"), "expected all to lie in network/", "");
        assertThatThrownBy(() -> ForeignFile.look(folder)).isInstanceOf(ForeignException.class).hasMessageContaining("configs/metadata.json");
        assertThatThrownBy(() -> ForeignFile.look(folder.resolve("absent.ts"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void brokenMetadataNameTheirLine() throws Exception {
        Path bundle = Programs.bundle(folder.resolve("b"), Programs.brightIsOne(), Programs.metadata() + "\n}", "{\n\"a\": }");
        assertThatThrownBy(() -> ForeignFile.look(bundle)).isInstanceOf(ForeignException.class).hasMessageStartingWith("configs/inference.json, line 2: expected JSON");
    }

    @Test
    void metadataOfAnyShapeLeadToADraftOrASentence() throws Exception {
        for (String odd : new String[] {"[]", "3", "\"x\"", "null", "{}", "[[[]]]", "{\"image\": 5}", "{\"0\": []}", "\"@preprocessing\"", "-1e400"}) {
            for (String field : new String[] {"\"inputs\": ", "\"outputs\": ", "\"channel_def\": ", "\"num_channels\": ", "\"spatial_shape\": ", "\"modality\": "}) {
                String metadata = Programs.metadata().replaceFirst(field + "[^,}\\]]*", java.util.regex.Matcher.quoteReplacement(field + odd));
                lookOrSentence(metadata, Programs.inference());
            }
            for (String field : new String[] {"\"preprocessing\": ", "\"transforms\": ", "\"inferer\": ", "\"pixdim\": ", "\"axcodes\": ", "\"a_min\": ", "\"roi_size\": ", "\"softmax\": ", "\"keys\": "}) {
                lookOrSentence(Programs.metadata(), Programs.inference().replaceFirst(field + "[^,}\\]]*", java.util.regex.Matcher.quoteReplacement(field + odd)));
            }
        }
    }

    private void lookOrSentence(String metadata, String inference) throws IOException {
        try {
            ForeignFile.look(Programs.bundle(folder.resolve("odd"), Programs.brightIsOne(), metadata, inference)).form().meaning();
        } catch (ForeignException e) {
            assertThat(e).hasMessageEndingWith(".");
        }
    }

    private void assertRefused(String name, byte[] bytes, String complaint, String remedy) throws IOException {
        Files.write(folder.resolve(name), bytes);
        assertThatThrownBy(() -> ForeignFile.look(folder.resolve(name))).isInstanceOf(ForeignException.class).hasMessageStartingWith(name).hasMessageContaining(complaint)
                .hasMessageContaining(remedy);
    }
}
