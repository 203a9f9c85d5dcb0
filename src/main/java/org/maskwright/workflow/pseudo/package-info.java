/// How labels that a model made and nobody looked at are told from human ones, on the disk. Must never know lanes, windows or
/// networks.
@NullMarked
package org.maskwright.workflow.pseudo;

import org.jspecify.annotations.NullMarked;
