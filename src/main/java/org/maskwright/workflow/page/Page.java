package org.maskwright.workflow.page;

/// What every page has in common: one style, light or dark as the reader's system is, and no script, font or network.
public final class Page {
    public static final String END = "</main></body></html>";

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1e24;--soft:#5c6470;--line:#d9dde3;--ground:#fff;--dot:#0f8a80;--mean:#c2410c}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa3af;--line:#2a2f37;--ground:#14171c;--dot:#2ec4b6;--mean:#ffb86b}}
            body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 Inter,system-ui,sans-serif}
            main{max-width:66rem;margin:0 auto;padding:2.5rem 1.5rem}
            h1{font-size:1.7rem;margin:0}h2{font-size:1.1rem;margin:2.5rem 0 .5rem}.lead,figcaption,small,dd{color:var(--soft)}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:1rem 0}
            th,td{text-align:left;padding:.4rem .45rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
            thead th{color:var(--soft);font-size:.85rem}.n{text-align:right;white-space:nowrap}thead .n{white-space:normal}tbody b{font-weight:600}
            .wide{overflow-x:auto}figure{margin:1rem 0}img{max-width:100%;border-radius:6px;display:block}svg{max-width:100%;height:auto}
            .grid{stroke:var(--line)}.tick{fill:var(--soft);font-size:11px;text-anchor:middle}.name{fill:var(--ink);font-size:13px;text-anchor:end}
            .dot{fill:var(--dot);fill-opacity:.45}.interval{stroke:var(--mean);stroke-width:4;stroke-opacity:.45}.mean{stroke:var(--mean);stroke-width:2}
            .strip{display:flex;flex-wrap:wrap;gap:.5rem;margin:.6rem 0}.strip figure{margin:0}.strip figcaption{font-size:.8rem}
            dt{font-weight:600;margin-top:.5rem}dd{margin:0}
            """;

    private Page() {}

    /// The page up to where its content begins.
    public static String begin(String title) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + text(title)
                + "</title><style>" + STYLE + "</style></head><body><main>";
    }

    /// Text made safe to stand in a page: names of labels and files come from anywhere.
    public static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
