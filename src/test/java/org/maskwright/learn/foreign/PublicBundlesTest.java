package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// Configurations written in the form of bundles of MONAI's public model zoo: each leads to a whole card, to the one question that is left, or to a refusal that says
/// why. The steps, numbers and spellings that decide are theirs; the text is not.
class PublicBundlesTest {
    private static final String SLIDING = """
            inferer:
              _target_: SlidingWindowInferer
              roi_size:
              - 96
              - 96
              - 96
              sw_batch_size: 4
              overlap: 0.625
            """;
    private static final String SOFTMAX = """
            postprocessing:
              _target_: Compose
              transforms:
              - _target_: Activationsd
                keys: pred
                softmax: true
              - _target_: Invertd
                keys: pred
                transform: "@preprocessing"
                orig_keys: image
              - _target_: AsDiscreted
                keys: pred
                argmax: true
              - _target_: SaveImaged
                keys: pred
                output_dir: "@output_dir"
            """;
    @TempDir Path folder;

    /// As `pancreas_ct_dints_segmentation` and `multi_organ_segmentation` are: all in YAML.
    @Test
    void pancreasOnCtIsUnderstoodWhole() throws Exception {
        ForeignFile file = yaml(metadata("CT", "1", "[96, 96, 96]", "3", "\"0\": \"background\", \"1\": \"pancreas\", \"2\": \"pancreatic tumor\""), """
                ---
                imports:
                - "$import glob"
                arch_ckpt: "$torch.load(@arch_ckpt_path, map_location=torch.device('cuda'))"
                network_def:
                  _target_: monai.networks.nets.DiNTS
                  node_a: "$@arch_ckpt['node_a']"
                preprocessing:
                  _target_: Compose
                  transforms:
                  - _target_: LoadImaged
                    keys: image
                  - _target_: EnsureChannelFirstd
                    keys: image
                  - _target_: Orientationd
                    keys: image
                    axcodes: RAS
                  - _target_: Spacingd
                    keys: image
                    pixdim:
                    - 1
                    - 1
                    - 1
                    mode: bilinear
                  - _target_: ScaleIntensityRanged
                    keys: image
                    a_min: -87
                    a_max: 199
                    b_min: 0
                    b_max: 1
                    clip: true
                  - _target_: EnsureTyped
                    keys: image
                """ + SLIDING + SOFTMAX);
        assertThat(file.notUnderstood()).isEmpty();
        assertThat(file.form().missing()).isEmpty();
        assertThat(file.understood()).contains("inference.yaml: axes RAS", "inference.yaml: spacing 1,1,1 mm", "inference.yaml: grey levels range:-87,199,0,1");
        Form.Meaning meaning = file.form().meaning();
        assertThat(meaning.spacingMm()).isEqualTo(new Point(1, 1, 1));
        assertThat(meaning.patch()).isEqualTo(new Size(96, 96, 96));
        assertThat(meaning.scores()).isEqualTo(Scores.SOFTMAX);
        assertThat(file.form().labels()).isEqualTo("1=pancreas,2=pancreatic tumor");
    }

    /// As `pediatric_abdominal_ct_segmentation`: keys by reference, labels under another name, a crop.
    @Test
    void abdomenOfChildrenAsksToLeaveTheCropOut() throws Exception {
        ForeignFile file = yaml(metadata("CT", "1", "[96, 96, 96]", "4", "\"0\": \"background\", \"1\": \"liver\", \"2\": \"spleen\", \"3\": \"pancreas\"").replaceAll("channel_def(?=.*liver)", "label_def"), """
                image_key: image
                preprocessing:
                  _target_: Compose
                  transforms:
                  - {_target_: LoadImaged, keys: "@image_key", reader: ITKReader}
                  - {_target_: EnsureChannelFirstd, keys: "@image_key"}
                  - {_target_: Orientationd, keys: image, axcodes: RAS}
                  - {_target_: Spacingd, keys: ["@image_key"], pixdim: [1.5, 1.5, 3.0], mode: [bilinear]}
                  - {_target_: ScaleIntensityRanged, keys: "@image_key", a_min: -250, a_max: 400, b_min: 0, b_max: 1, clip: true}
                  - {_target_: CropForegroundd, keys: ["@image_key"], source_key: "@image_key", mode: ["minimum"]}
                  - {_target_: CastToTyped, keys: "@image_key", dtype: $torch.float32}
                """ + SLIDING + SOFTMAX);
        assertThat(file.notUnderstood()).singleElement().asString().startsWith("inference.yaml, preprocessing: {\"_target_\":\"CropForegroundd\"");
        assertThat(file.form().missing()).isEmpty();
        assertThat(file.form().labels()).isEqualTo("1=liver,2=spleen,3=pancreas");
    }

    /// As `segmentation_template`: constants of MONAI for keys, steps by an expression that is nothing but a reference, nothing said of axes.
    @Test
    void theTemplateAsksForAxesAlone() throws Exception {
        ForeignFile file = yaml(metadata("MR", "1", "[128, 128, 128]", "4", "\"0\": \"background\", \"1\": \"category 1\", \"2\": \"category 1\", \"3\": \"category 1\""), """
                image: $monai.utils.CommonKeys.IMAGE
                pred: $monai.utils.CommonKeys.PRED
                output_dir: './outputs'  # directory
                transforms:
                - _target_: LoadImaged
                  keys: '@image'
                  image_only: true
                - _target_: EnsureChannelFirstd
                  keys: '@image'
                - _target_: ScaleIntensityd
                  keys: '@image'
                preprocessing:
                  _target_: Compose
                  transforms: $@transforms
                inferer:
                  _target_: SimpleInferer
                """ + SOFTMAX.replace("keys: pred", "keys: '@pred'"));
        assertThat(file.notUnderstood()).isEmpty();
        assertThat(file.form().missing()).containsOnlyKeys("axes");
        assertThat(file.form().spacing()).isEqualTo("scan");
        assertThat(file.form().intensity()).isEqualTo("percentiles:0,100,0,1");
        assertThat(file.form().patch()).isEqualTo("128,128,128");
        assertThat(file.form().with(new Form("", "", "", "", "", "", "", "RAS", "")).meaning().labels().entries()).hasSize(3);
    }

    /// As `wholeBrainSeg_Large_UNEST_segmentation`: truth values as texts, neither axes nor spacing.
    @Test
    void theWholeBrainAsksForAxesAlone() throws Exception {
        ForeignFile file = json(metadata("MR", "1", "[96, 96, 96]", "2", "\"0\": \"background\", \"1\": \"Right Accumbens\""), steps(
                "{\"_target_\": \"NormalizeIntensityd\", \"keys\": \"image\", \"nonzero\": \"True\", \"channel_wise\": \"True\"}"));
        assertThat(file.notUnderstood()).isEmpty();
        assertThat(file.form().missing()).containsOnlyKeys("axes");
        assertThat(file.form().spacing()).isEqualTo("scan");
        assertThat(file.form().intensity()).isEqualTo("zscore-nonzero");
    }

    /// As `wholeBody_ct_segmentation`: a spacing that Python chooses, and two steps on grey levels.
    @Test
    void theWholeBodyAsksForWhatPythonWouldChoose() throws Exception {
        ForeignFile file = json(metadata("CT", "1", "[96, 96, 96]", "2", "\"0\": \"background\", \"1\": \"spleen\""), steps("""
                {"_target_": "Orientationd", "keys": "@image_key", "axcodes": "RAS"},
                {"_target_": "Spacingd", "keys": "@image_key", "pixdim": "@pixdim", "mode": "bilinear"},
                {"_target_": "NormalizeIntensityd", "keys": "@image_key", "nonzero": true},
                {"_target_": "ScaleIntensityd", "keys": "@image_key", "minv": -1.0, "maxv": 1.0}""")
                .replaceFirst("\\{", "{\"image_key\": \"image\", \"pixdim\": \"\\$[1.5, 1.5, 1.5] if @displayable_configs#highres else [3.0, 3.0, 3.0]\", "));
        assertThat(file.form().missing()).containsOnlyKeys("spacing");
        assertThat(file.notUnderstood()).hasSize(2).anySatisfy(s -> assertThat(s).contains("Spacingd")).anySatisfy(s -> assertThat(s).contains("ScaleIntensityd", "-1.0"));
    }

    /// As `ventricular_short_axis_3label`: slices, and nothing said of axes.
    @Test
    void slicesOfTheHeartAskForTwoAxes() throws Exception {
        ForeignFile file = json(metadata("MR", "1", "[256, 256]", "4", "\"0\": \"background\", \"1\": \"lv_pool\", \"2\": \"myocardium\", \"3\": \"rv_pool\""),
                steps("{\"_target_\": \"ScaleIntensityd\", \"keys\": \"image\"}").replace("\"SlidingWindowInferer\", \"roi_size\": [96, 96, 96]", "\"SliceInferer\", \"roi_size\": [256, 256], \"spatial_dim\": 2"));
        assertThat(file.notUnderstood()).isEmpty();
        assertThat(file.form().missing()).containsOnlyKeys("axes");
        assertThat(file.form().with(new Form("", "", "", "", "", "", "", "PL", "")).meaning().patch()).isEqualTo(new Size(256, 256, 1));
    }

    /// As `brats_mri_segmentation`: four images, overlapping labels, and a function that puts them together.
    @Test
    void tumoursAreSeenInFourImages() throws Exception {
        String metadata = metadata("MR", "4", "[\"8*n\", \"8*n\", \"8*n\"]", "3", "\"0\": \"Tumor core\", \"1\": \"Whole tumor\", \"2\": \"Enhancing tumor\"")
                .replace("{\"0\": \"image\"}", "{\"0\": \"T1c\", \"1\": \"T1\", \"2\": \"T2\", \"3\": \"FLAIR\"}");
        String inference = steps("{\"_target_\": \"NormalizeIntensityd\", \"keys\": \"image\", \"nonzero\": true, \"channel_wise\": true}")
                .replace("\"softmax\": true", "\"sigmoid\": true").replace("\"argmax\": true}", "\"threshold\": 0.5}, {\"_target_\": \"Lambdad\", \"keys\": \"pred\", \"func\": \"$lambda x: x\"}")
                .replace("[96, 96, 96]", "[240, 240, 160]");
        ForeignFile file = json(metadata, inference);
        assertThat(file.refusals()).isEmpty();
        assertThat(file.form().missing()).containsOnlyKeys("axes");
        assertThat(file.notUnderstood()).anySatisfy(s -> assertThat(s).contains("$lambda x: x"));
        Form.Meaning meaning = file.form().with(new Form("", "", "", "", "", "", "", "LPS", "")).meaning();
        assertThat(meaning.channels()).containsExactly("T1c", "T1", "T2", "FLAIR");
        assertThat(meaning.scores()).isEqualTo(Scores.SIGMOID);
        assertThat(meaning.patch()).isEqualTo(new Size(240, 240, 160));
        ForeignFile together = json(metadata, inference.replace(", \"channel_wise\": true", ""));
        assertThat(together.notUnderstood()).anySatisfy(s -> assertThat(s).contains("NormalizeIntensityd"));
        ForeignFile apart = json(metadata, inference.replace("\"nonzero\": true", "\"subtrahend\": [1, 2, 3, 4], \"divisor\": [1, 1, 2, 2]"));
        assertThat(apart.form().intensity()).isEqualTo("fixed:1,1;fixed:2,1;fixed:3,2;fixed:4,2");
    }

    /// As `spleen_deepedit_annotation`: one image, and two channels of clicks that nobody names.
    @Test
    void channelsThatAreNoImagesAreRefused() throws Exception {
        assertThat(json(metadata("CT", "3", "[128, 128, 128]", "2", "\"0\": \"background\", \"1\": \"spleen\""), steps("")).refusals())
                .containsExactly("it takes 3 channels, of which its metadata name 1: the others are no images, or nobody says which");
    }

    /// As `endoscopic_tool_segmentation` and `lung_nodule_ct_detection`.
    @Test
    void whatSeesColourOrFindsBoxesIsRefused() throws Exception {
        String colour = metadata("regular", "3", "[736, 480]", "2", "\"0\": \"background\", \"1\": \"tools\"").replace("\"hounsfield\"", "\"RGB\"");
        assertThat(json(colour, steps("")).refusals()).anySatisfy(why -> assertThat(why).contains("pictures in colour"));
        String boxes = metadata("CT", "1", "[\"16*n\", \"16*n\", \"8*n\"]", "1", "").replace("\"type\": \"image\", \"format\": \"segmentation\"", "\"type\": \"object\", \"format\": \"dict\"");
        assertThat(json(boxes, steps("")).refusals()).containsExactly("what it gives is 'object', not a score a voxel");
    }

    @Test
    void jsonGoesBeforeYamlAndAnExpressionIsNeverFollowedIntoPython() throws Exception {
        ForeignFile file = yaml(metadata("CT", "1", "[96, 96, 96]", "2", "\"0\": \"background\", \"1\": \"spleen\""), """
                preprocessing:
                  _target_: Compose
                  transforms: $@transforms + @more
                transforms: []
                more: []
                """ + SLIDING + SOFTMAX);
        assertThat(file.notUnderstood()).containsExactly("inference.yaml, preprocessing: $@transforms + @more".replace("$@transforms + @more", "{\"_target_\":\"Compose\",\"transforms\":\"$@transforms + @more\"}"));
        Files.writeString(folder.resolve("bundle/configs/inference.json"), steps("{\"_target_\": \"Orientationd\", \"keys\": \"image\", \"axcodes\": \"LPS\"}"));
        assertThat(ForeignFile.look(folder.resolve("bundle")).form().axes()).isEqualTo("LPS");
    }

    /// What a bundle says of its network.
    private static String metadata(String modality, String channels, String shape, String outputs, String names) {
        return """
                {"version": "0.4.5", "task": "A task", "data_source": "somewhere",
                 "network_data_format": {
                   "inputs": {"image": {"type": "image", "format": "hounsfield", "modality": "%s", "num_channels": %s, "spatial_shape": %s,
                     "dtype": "float32", "value_range": [0, 1], "is_patch_data": true, "channel_def": {"0": "image"}}},
                   "outputs": {"pred": {"type": "image", "format": "segmentation", "num_channels": %s, "spatial_shape": %s,
                     "dtype": "float32", "channel_def": {%s}}}}}""".formatted(modality, channels, shape, outputs, shape, names);
    }

    /// Steps before a sliding window, loading first, and a softmax after it, in JSON.
    private static String steps(String before) {
        return """
                {"preprocessing": {"_target_": "Compose", "transforms": [{"_target_": "LoadImaged", "keys": "image"}%s%s]},
                 "inferer": {"_target_": "SlidingWindowInferer", "roi_size": [96, 96, 96], "overlap": 0.7},
                 "postprocessing": {"_target_": "Compose", "transforms": [{"_target_": "Activationsd", "keys": "pred", "softmax": true},
                   {"_target_": "AsDiscreted", "keys": "pred", "argmax": true}]}}""".formatted(before.isEmpty() ? "" : ", ", before);
    }

    private ForeignFile json(String metadata, String inference) throws Exception {
        return ForeignFile.look(Programs.bundle(folder.resolve("bundle"), Programs.brightIsOne(), metadata, inference));
    }

    private ForeignFile yaml(String metadata, String inference) throws Exception {
        Path bundle = Programs.bundle(folder.resolve("bundle"), Programs.brightIsOne(), metadata, "");
        Files.delete(bundle.resolve("configs/inference.json"));
        Files.writeString(bundle.resolve("configs/inference.yaml"), inference);
        return ForeignFile.look(bundle);
    }
}
