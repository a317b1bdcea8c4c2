package io.openvtn.certauthority.batch;

import io.openvtn.certauthority.authority.KeyAlgorithm;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One certificate of a batch. */
@Entity
@Table(name = "batch_item")
@IdClass(BatchItemEntity.Key.class)
class BatchItemEntity {

    @Id
    @Column(name = "batch_id")
    String batchId;

    /** Line of the CSV or place in the zip, counted from 1. */
    @Id
    int position;

    @Column(name = "ven_name")
    String venName;

    /** Null for a CSR. */
    @Enumerated(EnumType.STRING)
    @Column(name = "key_algorithm")
    @Nullable
    KeyAlgorithm keyAlgorithm;

    /** Null for a key that is made here. */
    byte @Nullable [] csr;

    @Enumerated(EnumType.STRING)
    ItemState state;

    @Column(name = "certificate_sha256")
    String certificateSha256;

    /** The certificate and those of its issuers in PEM; null until it is issued. */
    byte[] chain;

    /** PKCS#8 in PEM; null for a CSR. */
    @Column(name = "encrypted_key")
    byte[] encryptedKey;

    /** Null for a CSR. */
    byte[] pkcs12;

    /** Of key and PKCS#12, encrypted for the batch's archive; null for a CSR. */
    @Column(name = "encrypted_password")
    byte[] encryptedPassword;

    /** Why it was refused; null otherwise. */
    String reason;

    record Key(String batchId, int position) implements Serializable {}
}
