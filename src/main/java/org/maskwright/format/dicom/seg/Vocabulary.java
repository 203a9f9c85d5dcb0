package org.maskwright.format.dicom.seg;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskwright.label.Code;
import org.maskwright.label.Terms;

/// Names of organs and findings in SNOMED CT, for labels of which nobody said what they are.
///
/// A name is taken only if it is one of these, with or without "left" or "right": a code that is wrong is worse than "tissue".
public final class Vocabulary {
    private static final String SNOMED = "SCT";
    private static final Code ANATOMY = new Code("123037004", SNOMED, "Anatomical Structure"), ABNORMAL = new Code("49755003", SNOMED, "Morphologically Abnormal Structure");
    private static final Code TISSUE = new Code("85756007", SNOMED, "Tissue");
    private static final Code LEFT = new Code("7771000", SNOMED, "Left"), RIGHT = new Code("24028007", SNOMED, "Right");

    /// What a label is that no name tells.
    static final Terms UNKNOWN = new Terms(TISSUE, TISSUE);

    /// Name → code and meaning.
    private static final Map<String, Code> ORGANS = codes(List.of("adrenal gland 23451007", "amygdala 4958002", "aorta 15825003", "bladder 89837001", "brain 12738006",
            "breast 76752008", "cartilage 309312004", "cerebellum 113305005", "clavicle 51299004", "colon 71854001", "diaphragm 5798000", "duodenum 38848004", "esophagus 32849002", "eye 81745001",
            "femur 71341001", "fibula 87342007", "gallbladder 28231008", "heart 80891009", "hippocampus 5366008", "humerus 85050009", "inferior vena cava 64131007",
            "kidney 64033007", "larynx 4596009", "left atrium 82471001", "left ventricle 87878005", "liver 10200004", "lung 39607008", "lymph node 59441001",
            "mandible 91609006", "meniscus 74135004", "optic nerve 18234004", "ovary 15497006", "pancreas 15776009", "parotid gland 45289007", "patella 64234005",
            "pharynx 54066008", "portal vein 32764006", "prostate 41216001", "pulmonary artery 81040000", "putamen 89278009", "rectum 34402009", "rib 113197003",
            "right atrium 73829009", "right ventricle 53085002", "sacrum 54735007", "scapula 79601000", "skin 39937001", "skull 89546000", "small intestine 30315005",
            "spinal cord 2748008", "spleen 78961009", "sternum 56873002", "stomach 69695003", "testis 40689003", "thalamus 42695009", "thymus 9875009", "tibia 12611008",
            "tongue 21974007", "tooth 38199008", "trachea 44567001", "uterus 35039007", "vertebra 51282000", "white matter 389080008", "gray matter 389081007"));
    private static final Map<String, Code> FINDINGS = codes(List.of("cyst 367643001", "edema 79654002", "hemorrhage 50960005", "lesion 52988006", "mass 4147007", "necrosis 6574001",
            "neoplasm 108369006", "nodule 27925004", "tumor 108369006", "tumour 108369006"));
    private static final Map<String, Code> TISSUES = codes(List.of("artery 51114001", "bone 272673000", "body fat 248300009", "muscle 71616004", "vein 29092000", "blood vessel 59820001"));
    /// Other names of the same.
    private static final Map<String, String> SAME = Map.ofEntries(Map.entry("urinary bladder", "bladder"), Map.entry("oesophagus", "esophagus"), Map.entry("small bowel", "small intestine"),
            Map.entry("gall bladder", "gallbladder"), Map.entry("grey matter", "gray matter"), Map.entry("adrenal", "adrenal gland"), Map.entry("ivc", "inferior vena cava"),
            Map.entry("parotid", "parotid gland"), Map.entry("haemorrhage", "hemorrhage"), Map.entry("oedema", "edema"), Map.entry("fat", "body fat"));

    private Vocabulary() {}

    private static Map<String, Code> codes(List<String> lines) {
        return lines.stream().map(line -> line.split(" (?=\\d+$)")).collect(java.util.stream.Collectors.toUnmodifiableMap(p -> p[0], p -> new Code(p[1], SNOMED, capital(p[0]))));
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /// What a label called `name` is, if the name is known: `Left kidney`, `kidney_left`, `LIVER`, `lungs`.
    public static Optional<Terms> of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_\\-,()]+", " ").strip().replaceAll(" +", " ");
        Optional<Terms> whole = exact(plain);
        if (whole.isPresent()) return whole;
        Optional<Code> side = plain.matches("(.* )?(left|l)( .*)?") ? Optional.of(LEFT) : plain.matches("(.* )?(right|r)( .*)?") ? Optional.of(RIGHT) : Optional.empty();
        if (side.isEmpty()) return Optional.empty();
        String rest = plain.replaceFirst("(^| )(left|right|l|r)( |$)", " ").strip();
        return exact(rest).map(terms -> new Terms(terms.category(), terms.type(), side));
    }

    private static Optional<Terms> exact(String plain) {
        String name = SAME.getOrDefault(plain, plain);
        Optional<Terms> found = in(name);
        return found.isPresent() || !name.endsWith("s") ? found : in(name.substring(0, name.length() - 1));
    }

    private static Optional<Terms> in(String name) {
        if (ORGANS.containsKey(name)) return Optional.of(new Terms(ANATOMY, ORGANS.get(name)));
        if (FINDINGS.containsKey(name)) return Optional.of(new Terms(ABNORMAL, FINDINGS.get(name)));
        return Optional.ofNullable(TISSUES.get(name)).map(code -> new Terms(TISSUE, code));
    }
}
