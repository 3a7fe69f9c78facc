package dev.netkit.common.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.ShortBufferException;

/** A security provider whose one cipher is the JDK's AES/CBC/NoPadding and counts the pieces that it decrypts. */
final class CountingProvider extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String CIPHER = "AES/CBC/NoPadding";

    private final AtomicInteger decryptions = new AtomicInteger();

    CountingProvider() {
        super("CountingProvider", "1", "counts");
        putService(new Service(this, "Cipher", CIPHER, CountingCipher.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new CountingCipher(decryptions);
            }
        });
    }

    int decryptions() {
        return decryptions.get();
    }

    private static final class CountingCipher extends CipherSpi {
        private final Cipher cipher;
        private final AtomicInteger decryptions;
        private boolean decrypts;

        CountingCipher(AtomicInteger decryptions) {
            this.decryptions = decryptions;
            try {
                cipher = Cipher.getInstance(CIPHER, "SunJCE");
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec spec, SecureRandom random)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            decrypts = mode == Cipher.DECRYPT_MODE;
            cipher.init(mode, key, spec);
        }

        @Override
        protected int engineUpdate(byte[] source, int offset, int length, byte[] target, int targetOffset)
                throws ShortBufferException {
            decryptions.addAndGet(decrypts ? 1 : 0);
            return cipher.update(source, offset, length, target, targetOffset);
        }

        @Override
        protected int engineGetBlockSize() {
            return cipher.getBlockSize();
        }

        @Override
        protected void engineSetMode(String mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetPadding(String padding) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineGetOutputSize(int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineGetIV() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineUpdate(byte[] source, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineDoFinal(byte[] source, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineDoFinal(byte[] source, int offset, int length, byte[] target, int targetOffset) {
            throw new UnsupportedOperationException();
        }
    }
}
