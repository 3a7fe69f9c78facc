package dev.netkit.chat.dialect;

/**
 * The two ways to tell native clients things.
 *
 * @param plain for those that know three types
 */
record NativeWords(NativeEncoder full, ThreeTypeEncoder plain) {
    static NativeWords of(NativeEncoder.Carrier carrier) {
        return new NativeWords(new NativeEncoder(carrier), new ThreeTypeEncoder(carrier));
    }
}
