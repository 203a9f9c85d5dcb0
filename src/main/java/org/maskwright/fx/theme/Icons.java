package org.maskwright.fx.theme;

import java.util.Map;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// Icons in one size and weight; size and colour come from the style sheet.
public final class Icons {
    /// By the first word of a tool's id or an edit's name.
    private static final Map<String, Ikon> TOOLS = Map.of(
            "read", MaterialDesignC.CURSOR_MOVE,
            "brush", MaterialDesignB.BRUSH,
            "erase", MaterialDesignE.ERASER,
            "region", MaterialDesignA.AUTO_FIX,
            "threshold", MaterialDesignT.TUNE_VERTICAL,
            "accept", MaterialDesignC.CHECK);

    private Icons() {}

    /// An icon in the text's colour.
    public static FontIcon of(Ikon ikon) {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().add("icon");
        return icon;
    }

    /// The icon of a tool, by its id.
    public static FontIcon tool(String id) {
        return edit(id);
    }

    /// The icon of an edit in the history, by the words that name it; a hand's gesture if it has none of its own.
    public static FontIcon edit(String name) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        return TOOLS.entrySet().stream().filter(e -> lower.startsWith(e.getKey())).findFirst()
                .map(e -> of(e.getValue())).orElseGet(() -> of(MaterialDesignG.GESTURE));
    }
}
