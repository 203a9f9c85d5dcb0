/// What training varies, in a sheet. Must never know how a picture is varied, nor networks.
@NullMarked
package org.maskwright.fx.augment;

import org.jspecify.annotations.NullMarked;
