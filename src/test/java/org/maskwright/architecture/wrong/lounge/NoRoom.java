package org.maskwright.architecture.wrong.lounge;

/// Wrong: a package that the table does not know.
record NoRoom() {}
