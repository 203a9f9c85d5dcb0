package com.sun.glass.ui.wide;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.WideApplication;

/// What JavaFX looks for when started with `-Dglass.platform=Wide`: the name of the package and of the class is its rule.
/// Tests only; the program itself never asks for it. See [WideApplication] for why it exists.
public final class WidePlatformFactory extends HeadlessPlatformFactory {
    @Override public Application createApplication() {
        return new WideApplication();
    }
}
