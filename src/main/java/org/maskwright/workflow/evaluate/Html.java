package org.maskwright.workflow.evaluate;

/// Text made safe to stand in a page: names of labels and files come from anywhere.
final class Html {
    private Html() {}

    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
