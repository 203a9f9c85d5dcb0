package org.maskwright.workflow.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.maskwright.format.png.PngWriter;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.page.Page;

/// A gallery as one page that needs nothing beside it.
record GalleryPage(Gallery gallery) {
    static final String FILE = "augmentation.html";

    String html() throws IOException {
        StringBuilder out = new StringBuilder(Page.begin("What training varies – " + gallery.caseId()));
        out.append("<h1>What training varies</h1><p class=\"lead\">").append(Page.text(gallery.about())).append(" Each row does one thing alone; its first picture is untouched. Seed ")
                .append(gallery.seed()).append(": the same seed gives the same pictures.</p><p>");
        for (LabelTable.Entry label : gallery.labels().entries())
            out.append(String.format("<span style=\"color:#%06X\">■</span> ", label.rgb())).append(Page.text(label.name())).append(" &nbsp; ");
        out.append("</p>");
        for (Gallery.Row row : gallery.rows()) {
            out.append("<h2>").append(Page.text(row.title())).append("</h2><div>").append(Page.text(row.strength())).append(" · ").append(row.isUsed() ? "<b>" : "<small>")
                    .append(Page.text(row.use())).append(row.isUsed() ? "</b>" : "</small>").append("</div>");
            strip(out, row.title(), row.pictures());
        }
        out.append("<h2>All together</h2><div>").append(Page.text(gallery.patchesAbout())).append("</div>");
        strip(out, "patch", gallery.patches());
        return out.append(Page.END).toString();
    }

    private static void strip(StringBuilder out, String title, List<Gallery.Picture> pictures) throws IOException {
        out.append("<div class=\"strip\">");
        for (Gallery.Picture picture : pictures) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            var box = picture.raster().box();
            PngWriter.write(picture.raster().argb(), box.width(), box.height(), png);
            String says = picture.caption().isEmpty() ? title : title + ", " + picture.caption();
            out.append("<figure><img width=\"").append(box.width()).append("\" height=\"").append(box.height()).append("\" alt=\"").append(Page.text(says))
                    .append("\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(png.toByteArray())).append("\">");
            if (!picture.caption().isEmpty()) out.append("<figcaption>").append(Page.text(picture.caption())).append("</figcaption>");
            out.append("</figure>");
        }
        out.append("</div>");
    }
}
