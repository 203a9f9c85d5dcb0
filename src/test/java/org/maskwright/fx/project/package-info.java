/// Tests of what stands in the window's sheets about projects and models.
@org.jspecify.annotations.NullMarked
package org.maskwright.fx.project;
