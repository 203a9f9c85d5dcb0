/// Opening, exporting and choosing models. Must never know formats or networks.
@NullMarked
package org.maskwright.fx.project;

import org.jspecify.annotations.NullMarked;
