package dev.netkit.common.cli;

import dev.netkit.common.framing.FrameEncoding;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Frame encodings by their lower-case names. */
public final class EncodingConverter implements ITypeConverter<FrameEncoding> {
    @Override
    public FrameEncoding convert(String text) {
        return Arrays.stream(FrameEncoding.values())
                .filter(encoding -> encoding.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is neither binary nor ascii"));
    }
}
