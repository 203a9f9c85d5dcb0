package org.maskwright.architecture.wrong.tool;

public interface Tool {}
