/** Certificates that the suite has cert-authority issue. */
package io.openvtn.local.certificate;
