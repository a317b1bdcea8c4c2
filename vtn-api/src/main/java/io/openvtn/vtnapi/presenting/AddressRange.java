package io.openvtn.vtnapi.presenting;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Addresses that share their first bits, written as {@code 10.4.0.0/16} or as one address. Names are not resolved.
 *
 * @param network the address without the bits behind the prefix
 * @param bits 32 or 128
 * @param prefix how many bits the addresses share
 */
record AddressRange(BigInteger network, int bits, int prefix) {

    /** A range that is wider holds more than anybody's own proxies. */
    private static final int WIDEST = 8;

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /** @throws IllegalArgumentException if it is no range, or one that is too wide */
    static AddressRange valueOf(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] address = bytes(parts[0]);
        if (address.length == 0) {
            throw new IllegalArgumentException(text + " is no IP address; names are not resolved");
        }
        int bits = address.length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : prefix(parts[1], text);
        if (prefix < WIDEST || prefix > bits) {
            throw new IllegalArgumentException("%s: a prefix of %d to %d bits is needed".formatted(text, WIDEST, bits));
        }
        return new AddressRange(shared(address, bits, prefix), bits, prefix);
    }

    boolean contains(String address) {
        byte[] bytes = bytes(address);
        return bytes.length * Byte.SIZE == bits && shared(bytes, bits, prefix).equals(network);
    }

    private static int prefix(String digits, String text) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " has no number behind its slash", e);
        }
    }

    private static BigInteger shared(byte[] address, int bits, int prefix) {
        return new BigInteger(1, address).shiftRight(bits - prefix);
    }

    /** Empty if it is no address; IPv4 written as IPv6 is IPv4. */
    private static byte[] bytes(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return new byte[0];
        }
        boolean mapped = bytes.length == 16 && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return mapped ? Arrays.copyOfRange(bytes, MAPPED.length, bytes.length) : bytes;
    }
}
