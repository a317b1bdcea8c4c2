import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Arguments: requests before the measurement, single requests, CSRs in the batch, entries of the list, cert-authority's settings file. */
class CaSpeed {

    private static final int CONNECTIONS = 8;
    private static final int ASKING = 32;
    private static final int RAW_THREADS = Runtime.getRuntime().availableProcessors();
    private static final String CA = System.getenv("CA_URL");
    private static final String REVOCATION = System.getenv("REVOCATION_URL");
    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] args) throws Exception {
        int warmUp = Integer.parseInt(args[0]);
        int requests = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int revoked = Integer.parseInt(args[3]);
        progress("making %d CSRs", warmUp + requests + batch);
        List<byte[]> all = csrs(warmUp + requests + batch);
        List<byte[]> csrs = all.subList(warmUp, all.size());
        System.out.printf("| what | figure |%n|---|---|%n");

        progress("warming up");
        issue(all.subList(0, warmUp), "warm-" + RUN);
        raw(csrs.subList(0, requests));
        double raw = raw(csrs.subList(0, requests));
        System.out.printf("| verify a CSR and sign, in memory, %d threads | %.0f/s |%n", RAW_THREADS, raw);
        double issued = issue(csrs.subList(0, requests), "single-" + RUN);
        System.out.printf("| EC CSRs issued over the API, %d connections | %.0f/s |%n", CONNECTIONS, issued);
        System.out.printf("| ratio to signing in memory | %.2f |%n", issued / raw);
        System.out.printf("| batch of %d EC CSRs | %.1f s |%n", batch, batch(csrs.subList(requests, csrs.size())));
        System.out.printf("| OCSP answers, %d connections | %.0f/s |%n", ASKING, ocsp());
        System.out.printf("| revocation list of %d entries | %.1f s |%n", revoked, list(revoked, args[4]));
    }

    private static List<byte[]> csrs(int count) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var made = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            KeyPair keys = generator.generateKeyPair();
            made.add(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded());
        }
        return made;
    }

    /** What nobody can be faster than: the two operations on keys that an issue needs, and no server around them. */
    private static double raw(List<byte[]> csrs) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair issuer = generator.generateKeyPair();
        return rate(csrs.size(), RAW_THREADS, i -> {
            var csr = new JcaPKCS10CertificationRequest(csrs.get(i));
            if (!csr.isSignatureValid(new JcaContentVerifierProviderBuilder().build(csr.getPublicKey()))) {
                throw new IllegalStateException("a CSR that was made here is not valid");
            }
            var utils = new JcaX509ExtensionUtils();
            Instant now = Instant.now();
            new JcaX509v3CertificateBuilder(
                            new X500Name("CN=issuer"),
                            new BigInteger(159, new SecureRandom()),
                            Date.from(now),
                            Date.from(now.plusSeconds(86_400)),
                            new X500Name("CN=x"),
                            csr.getPublicKey())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                    .addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(csr.getPublicKey()))
                    .addExtension(Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer.getPublic()))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()))
                    .getEncoded();
        });
    }

    private static double issue(List<byte[]> csrs, String names) throws Exception {
        progress("issuing %d certificates", csrs.size());
        Set<String> serials = ConcurrentHashMap.newKeySet();
        Pattern serial = Pattern.compile("\"serial\":\"([0-9a-f]+)\"");
        double rate = rate(csrs.size(), CONNECTIONS, i -> {
            String body = "{\"profile\":\"ven\",\"venName\":\"%s-%d\",\"csr\":\"%s\"}"
                    .formatted(names, i, pem(csrs.get(i)).replace("\n", "\\n"));
            var answer = send(request("/v1/certificates", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
            var found = serial.matcher(answer);
            if (!found.find() || !serials.add(found.group(1))) {
                throw new IllegalStateException("no serial, or one twice: " + answer);
            }
        });
        return rate;
    }

    private static double batch(List<byte[]> csrs) throws Exception {
        progress("issuing a batch of %d", csrs.size());
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < csrs.size(); i++) {
                zip.putNextEntry(new ZipEntry("batch-%s-%d.csr".formatted(RUN, i)));
                zip.write(pem(csrs.get(i)).getBytes(StandardCharsets.US_ASCII));
            }
        }
        long begun = System.nanoTime();
        String answer = send(request("/v1/batches", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));
        String id = find("\"id\":\"([^\"]+)\"", answer);
        while (true) {
            String view = send(request("/v1/batches/" + id, "application/json").GET());
            if (find("\"pending\":(\\d+)", view).equals("0")) {
                if (!find("\"issued\":(\\d+)", view).equals(Integer.toString(csrs.size()))) {
                    throw new IllegalStateException("not all were issued: " + view);
                }
                return (System.nanoTime() - begun) / 1e9;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static double ocsp() throws Exception {
        progress("asking OCSP for ten seconds");
        String page = send(request("/v1/certificates?status=valid&profile=ven&limit=1", "application/json").GET());
        String issuer = find("\"issuer\":\"([^\"]+)\"", page);
        BigInteger serial = new BigInteger(find("\"serial\":\"([^\"]+)\"", page), 16);
        String authorities = send(request("/v1/authorities", "application/json").GET());
        String pem = find("\"name\":\"%s\".*?\"certificate\":\"([^\"]+)\"".formatted(issuer), authorities);
        byte[] der = Base64.getMimeDecoder().decode(pem.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", ""));
        var digest = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        byte[] question = new OCSPReqBuilder()
                .addRequest(new CertificateID(digest, new X509CertificateHolder(der), serial))
                .build()
                .getEncoded();
        var answers = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        var threads = Executors.newFixedThreadPool(ASKING);
        for (int i = 0; i < ASKING; i++) {
            threads.submit(() -> {
                answers.addAndGet(ask(URI.create(REVOCATION + "/ocsp/" + issuer), question, end));
                return null;
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        return answers.get() / 10.0;
    }

    /** Over a bare socket: an HTTP client takes more of the machine than the one who answers. */
    private static long ask(URI where, byte[] question, long end) throws Exception {
        var request = new ByteArrayOutputStream();
        request.write("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/ocsp-request\r\nContent-Length: %d\r\n\r\n"
                .formatted(where.getPath(), where.getHost(), question.length)
                .getBytes(StandardCharsets.US_ASCII));
        request.write(question);
        byte[] whole = request.toByteArray();
        long answers = 0;
        try (var socket = new Socket(where.getHost(), where.getPort());
                var in = new BufferedInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(whole);
                int length = 0;
                String first = line(in);
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase().startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).trim());
                    }
                }
                if (in.readNBytes(length).length < 200 || !first.contains(" 200 ")) {
                    throw new IllegalStateException("no OCSP answer: " + first);
                }
                answers++;
            }
        }
        return answers;
    }

    private static String line(InputStream in) throws Exception {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IllegalStateException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Puts revoked certificates into the database, as issuing and revoking them would take long and measure something else. */
    private static double list(int entries, String settings) throws Exception {
        progress("writing a revocation list of %d entries", entries);
        var properties = new Properties();
        properties.load(Files.newBufferedReader(Path.of(settings)));
        try (var connection = DriverManager.getConnection(
                        properties.getProperty("quarkus.datasource.jdbc.url"),
                        properties.getProperty("quarkus.datasource.username"),
                        properties.getProperty("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into certificate (sha256, serial, issuer, subject, profile, ven_name, public_key_sha256, certificate,
                        not_before, not_after, status, revocation_reason, revoked_at, issued_at, issued_by, revision, published_revision)
                    select md5(i::text) || md5('%1$s' || i), md5('%1$s' || i), 'ec-ven-issuing', 'CN=bench', 'VEN', 'bench', repeat('0', 64), '',
                        now() - interval '1 day', now() + interval '1 year', 'REVOKED', 'superseded', now(), now(), 'bench', 1, 1
                    from generate_series(1, %2$d) i""".formatted(RUN, entries));
            long before = number();
            long begun = System.nanoTime();
            statement.execute("""
                    insert into revocation_change (authority, changes) values ('ec-ven-issuing', 1)
                    on conflict (authority) do update set changes = revocation_change.changes + 1""");
            while (number() == before) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static long number() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(REVOCATION + "/v1/crls/ec-ven-issuing.crl")).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.discarding());
        return Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }

    private interface Work {
        void run(int i) throws Exception;
    }

    private static double rate(int count, int threads, Work work) throws Exception {
        var next = new AtomicInteger();
        var failure = new java.util.concurrent.atomic.AtomicReference<Exception>();
        var pool = Executors.newFixedThreadPool(threads);
        long begun = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            pool.submit(() -> {
                for (int i = next.getAndIncrement(); i < count && failure.get() == null; i = next.getAndIncrement()) {
                    try {
                        work.run(i);
                    } catch (Exception e) {
                        failure.set(e);
                    }
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(10, TimeUnit.MINUTES);
        if (failure.get() != null) {
            throw failure.get();
        }
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private static HttpRequest.Builder request(String path, String contentType) {
        String credentials = System.getenv("OPERATOR_USER") + ":" + System.getenv("OPERATOR_PASSWORD");
        return HttpRequest.newBuilder(URI.create(CA + path))
                .header("Content-Type", contentType)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String find(String pattern, String text) {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    private static String pem(byte[] csr) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(csr)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    private static void progress(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }
}
