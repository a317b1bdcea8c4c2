package io.openvtn.vtnapi.certificate;

import java.util.function.Consumer;

/** What a request has to show for itself, before anybody asks whose it is. */
public sealed interface Presented {

    void ifUsableOrElse(Consumer<ClientCertificate> usable, Consumer<Unusable> unusable);

    record Certificate(ClientCertificate certificate) implements Presented {

        @Override
        public void ifUsableOrElse(Consumer<ClientCertificate> usable, Consumer<Unusable> unusable) {
            usable.accept(certificate);
        }
    }

    /**
     * Nothing that could authenticate anybody; counted and logged already.
     *
     * @param status HTTP's
     * @param why for the caller
     */
    record Unusable(int status, String why) implements Presented {

        @Override
        public void ifUsableOrElse(Consumer<ClientCertificate> usable, Consumer<Unusable> unusable) {
            unusable.accept(this);
        }
    }
}
