package dev.netkit.common.cli;

import java.net.NetworkInterface;
import java.net.SocketException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Network interfaces by name; only those that are up. */
public final class InterfaceConverter implements ITypeConverter<NetworkInterface> {
    @Override
    public NetworkInterface convert(String name) {
        try {
            NetworkInterface network = name.isEmpty() ? null : NetworkInterface.getByName(name);
            if (network != null && network.isUp()) {
                return network;
            }
        } catch (SocketException e) {
            // It has just gone.
        }
        throw new TypeConversionException("there is no interface '" + name + "' that is up");
    }
}
