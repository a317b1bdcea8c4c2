package io.openvtn.certauthority.authority;

import org.bouncycastle.operator.ContentSigner;

/** An authority's private key, wherever it lives: only signatures come out of it. Thread safe. */
public interface SigningKey {

    /** A signer for one signature. */
    ContentSigner signer();
}
