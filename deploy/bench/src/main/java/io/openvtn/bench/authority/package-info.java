/** How fast cert-authority issues, answers OCSP and writes revocation lists: {@code deploy/bench/ca-speed}. */
package io.openvtn.bench.authority;
