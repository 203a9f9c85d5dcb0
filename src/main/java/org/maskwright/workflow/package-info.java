/// The user's verbs: open, correct, propose, accept, save, score, export, train. The window and the command line call the
/// same ones. Must never know how they are asked for: no toolkit, no words of a command line.
@NullMarked
package org.maskwright.workflow;

import org.jspecify.annotations.NullMarked;
