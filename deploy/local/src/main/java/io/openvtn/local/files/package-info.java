/** The suite's folder and what is written into it. */
package io.openvtn.local.files;
