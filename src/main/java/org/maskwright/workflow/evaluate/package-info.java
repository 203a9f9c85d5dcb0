/// How good a model is, told whole: every metric with its definition, intervals, and pictures of where it fails.
/// Must never know how proposals are made, nor windows.
@NullMarked
package org.maskwright.workflow.evaluate;

import org.jspecify.annotations.NullMarked;
