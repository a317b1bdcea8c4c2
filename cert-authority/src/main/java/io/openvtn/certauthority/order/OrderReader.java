package io.openvtn.certauthority.order;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.KeyAlgorithm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes an order of a request, or says everything that stands against it. One for each request; not thread safe. */
public final class OrderReader {

    private static final Pattern DNS_NAME = Pattern.compile(
            "(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final int MOST_DNS_NAMES = 50;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;

    private final CaConfig config;
    private final FieldErrors errors;

    /** @param errors takes everything that is wrong */
    public OrderReader(CaConfig config, FieldErrors errors) {
        this.config = config;
        this.errors = errors;
    }

    /** Empty if anything is wrong. */
    public Optional<Order> read(CertificateRequest request) {
        Optional<LeafProfile> profile = LeafProfile.named(request.profile().orElse(""));
        if (profile.isEmpty()) {
            // Without it nothing else can be judged.
            errors.add("profile", "is one of " + Arrays.toString(LeafProfile.values()));
        }
        return profile.flatMap(known -> read(request, known));
    }

    private Optional<Order> read(CertificateRequest request, LeafProfile profile) {
        String name = profile.isVen() ? venName(request) : commonName(request);
        List<String> dnsNames = dnsNames(request, profile);
        Optional<Order.KeySource> key = key(request);
        Duration lifetime = lifetime(request, profile);
        return errors.violations().isEmpty()
                ? Optional.of(new Order(profile, name, dnsNames, key.orElseThrow(), lifetime))
                : Optional.empty();
    }

    private String venName(CertificateRequest request) {
        request.commonName()
                .ifPresent(name -> errors.add("commonName", "is for profiles vtn and operator; a VEN has a venName"));
        return name("venName", request.venName());
    }

    private String commonName(CertificateRequest request) {
        request.venName().ifPresent(name -> errors.add("venName", "is for VENs; others have a commonName"));
        return name("commonName", request.commonName());
    }

    private String name(String field, Optional<String> value) {
        String name = value.orElse("");
        if (!CertificateName.isProper(name)) {
            errors.add(field, CertificateName.RULE);
        }
        return name;
    }

    private List<String> dnsNames(CertificateRequest request, LeafProfile profile) {
        List<String> names = request.dnsNames().orElse(List.of());
        if (profile != LeafProfile.VTN) {
            if (!names.isEmpty()) {
                errors.add("dnsNames", "are for profile vtn; other certificates have none");
            }
            return List.of();
        }
        if (names.isEmpty() || names.size() > MOST_DNS_NAMES) {
            errors.add(
                    "dnsNames",
                    "holds 1 to %d names or addresses that the VTN is reached by".formatted(MOST_DNS_NAMES));
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean proper = name != null
                    && (SubjectAlternativeNames.isAddress(name)
                            || name.length() <= 253 && DNS_NAME.matcher(name).matches());
            if (!proper) {
                errors.add("dnsNames[%d]".formatted(i), "is neither a DNS name nor an IP address");
            }
        }
        return names;
    }

    private Optional<Order.KeySource> key(CertificateRequest request) {
        boolean pkcs12 = request.format().equals(Optional.of("pkcs12"));
        if (!pkcs12 && !request.format().orElse("pem").equals("pem")) {
            errors.add("format", "is pem or pkcs12");
        }
        if (request.csr().isPresent()) {
            return theirKey(request, pkcs12);
        }
        Order.Delivery delivery = pkcs12 ? new Order.Delivery.Pkcs12(password(request)) : new Order.Delivery.Pem();
        String algorithm = request.keyAlgorithm().orElse(KeyAlgorithm.EC.name());
        for (KeyAlgorithm known : KeyAlgorithm.values()) {
            if (known.name().equals(algorithm)) {
                return Optional.of(new Order.KeySource.Ours(known, delivery));
            }
        }
        errors.add("keyAlgorithm", "is EC or RSA");
        return Optional.empty();
    }

    private Optional<Order.KeySource> theirKey(CertificateRequest request, boolean pkcs12) {
        request.keyAlgorithm().ifPresent(algorithm -> errors.add("keyAlgorithm", "and csr exclude each other"));
        if (pkcs12) {
            errors.add("format", "pkcs12 needs a key that is made here; with a csr it is pem");
        }
        try {
            return Optional.of(CertificateSigningRequest.key(request.csr().orElseThrow()));
        } catch (CertificateSigningRequest.RefusedException e) {
            errors.add("csr", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private StorePassword password(CertificateRequest request) {
        request.password().ifPresent(password -> {
            if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
                errors.add("password", "has %d to %d characters".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
            }
        });
        return request.password().map(StorePassword::chosen).orElseGet(StorePassword::random);
    }

    private Duration lifetime(CertificateRequest request, LeafProfile profile) {
        Duration lifetime = request.lifetime().orElse(config.lifetime(profile.isVen()));
        if (lifetime.compareTo(config.minimumLifetime()) < 0 || lifetime.compareTo(config.maximumLifetime()) > 0) {
            errors.add(
                    "lifetime",
                    "is from %d to %d days"
                            .formatted(
                                    config.minimumLifetime().toDays(),
                                    config.maximumLifetime().toDays()));
        }
        return lifetime;
    }
}
