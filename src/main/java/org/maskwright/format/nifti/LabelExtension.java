package org.maskwright.format.nifti;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Names and colours of labels in a header extension: the `LabelTable` of Caret (code 30), which Connectome Workbench and
/// TotalSegmentator write. Readers that do not know it pass over it.
///
/// @see <a href="https://nifti.nimh.nih.gov/nifti-1/documentation/nifti1fields/nifti1fields_pages/extension.html">extensions</a>
final class LabelExtension {
    /// As many bytes are searched for one.
    static final int MOST_BYTES = 4 << 20;

    private static final int CODE = 30;
    private static final int PREFIX_BYTES = 8, STEP_BYTES = 16;

    private LabelExtension() {}

    /// What stands behind a header: the four bytes that say whether extensions follow, and the table if it names anything.
    static byte[] bytes(LabelTable table) {
        if (table.entries().isEmpty()) return new byte[4];
        byte[] xml = xml(table).getBytes(StandardCharsets.UTF_8);
        int size = (PREFIX_BYTES + xml.length + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
        ByteBuffer out = ByteBuffer.allocate(4 + size).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 1).position(4).putInt(size).putInt(CODE).put(xml);
        return out.array();
    }

    private static String xml(LabelTable table) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CaretExtension><VolumeInformation Index=\"0\"><LabelTable>\n");
        for (LabelTable.Entry label : table.entries()) {
            int rgb = label.rgb();
            xml.append(String.format(Locale.ROOT, "<Label Key=\"%d\" Red=\"%.6f\" Green=\"%.6f\" Blue=\"%.6f\" Alpha=\"1\">", label.value(),
                    (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0));
            // control characters have no place in XML, however they are spelt
            String name = label.name().replaceAll("\\p{Cntrl}+", " ");
            xml.append(name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")).append("</Label>\n");
        }
        return xml.append("</LabelTable><VolumeType>Label</VolumeType></VolumeInformation></CaretExtension>\n").toString();
    }

    /// The first table among the extensions; nothing if there is none that can be read.
    ///
    /// @param bytes from the end of the header up to the first sample
    static Optional<LabelTable> find(byte[] bytes, ByteOrder order) {
        if (bytes.length < 4 || bytes[0] == 0) return Optional.empty();
        ByteBuffer b = ByteBuffer.wrap(bytes).order(order).position(4);
        while (b.remaining() >= PREFIX_BYTES) {
            int start = b.position(), size = b.getInt();
            b.getInt(); // TotalSegmentator writes the table with code 0: what the text is says it better
            if (size < PREFIX_BYTES || size > bytes.length - start) return Optional.empty();
            Optional<LabelTable> table = table(Arrays.copyOfRange(bytes, start + PREFIX_BYTES, start + size));
            if (table.isPresent()) return table;
            b.position(start + size);
        }
        return Optional.empty();
    }

    private static Optional<LabelTable> table(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        int from = text.indexOf("<LabelTable>"), end = text.indexOf("</LabelTable>");
        if (from < 0 || end < from) return Optional.empty();
        try {
            return Optional.of(parse(text.substring(from, end) + "</LabelTable>"));
        } catch (XMLStreamException | IllegalArgumentException e) {
            return Optional.empty(); // names are a courtesy of the file: labels without them are labels still
        }
    }

    private static LabelTable parse(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "UTF-8");
        Map<Integer, LabelTable.Entry> labels = new TreeMap<>();
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT || !reader.getLocalName().equals("Label")) continue;
            int value = Integer.parseInt(reader.getAttributeValue("", "Key"));
            int rgb = byteOf(reader, "Red") << 16 | byteOf(reader, "Green") << 8 | byteOf(reader, "Blue");
            String name = reader.getElementText().strip();
            if (value >= 1 && value <= Labels.MAX) labels.put(value, new LabelTable.Entry(value, name.isEmpty() ? "Label " + value : name, rgb));
        }
        return new LabelTable(List.copyOf(labels.values()));
    }

    private static int byteOf(XMLStreamReader reader, String colour) {
        String text = reader.getAttributeValue("", colour);
        return text == null ? 0 : (int) Math.round(Math.clamp(Double.parseDouble(text), 0, 1) * 255);
    }
}
