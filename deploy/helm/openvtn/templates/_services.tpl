{{/*
What each service is: its ports, and who may connect to them; its properties; the Secrets that it gets as variables and as files.
What all have in common is in _pod.tpl.
*/}}
{{- define "openvtn.vtnApi" -}}
{{- $v := .Values.vtnApi -}}
name: vtn-api
management: 9080
ports:
  - {name: vens, port: 8443, from: vens}
  {{- if $v.proxy.enabled }}
  - {name: proxies, port: 8543, from: vens}
  {{- end }}
settings:
  openvtn.vtn.vtn-id: {{ $v.vtnId | quote }}
  openvtn.vtn.drain: {{ .Values.drain.openRequestsSeconds }}s
  {{- if $v.enrolment.names }}
  openvtn.tls.enrolment.url: https://{{ include "openvtn.name" (dict "root" . "name" "cert-authority-devices") }}:8085/.well-known/est
  openvtn.tls.enrolment.keys: {{ join "," $v.enrolment.keys }}
  {{- else }}
  quarkus.tls.ven.key-store.pem.server.cert: /etc/openvtn/certificate/tls.crt
  quarkus.tls.ven.key-store.pem.server.key: /etc/openvtn/certificate/tls.key
  {{- if $v.rsaCertificateSecret }}
  quarkus.tls.ven.key-store.pem.rsa.cert: /etc/openvtn/rsa-certificate/tls.crt
  quarkus.tls.ven.key-store.pem.rsa.key: /etc/openvtn/rsa-certificate/tls.key
  {{- end }}
  {{- end }}
  {{- with $v.proxy }}
  {{- if .enabled }}
  openvtn.proxy.enabled: true
  openvtn.proxy.form: {{ .form }}
  {{- with .header }}
  openvtn.proxy.header: {{ . | quote }}
  {{- end }}
  openvtn.proxy.trusted-proxies: {{ join "," .trusted | quote }}
  quarkus.tls.proxy.key-store.pem.server.cert: /etc/openvtn/hop/tls.crt
  quarkus.tls.proxy.key-store.pem.server.key: /etc/openvtn/hop/tls.key
  quarkus.tls.proxy.trust-store.pem.certs: /etc/openvtn/hop/ca.crt
  {{- end }}
  {{- end }}
secrets:
  {{- if $v.enrolment.names }}
  - {{ include "openvtn.vtnPassword" (dict "root" . "variable" "OPENVTN_TLS_ENROLMENT_PASSWORD") }}
  {{- end }}
mounts:
  {{- if not $v.enrolment.names }}
  - {name: certificate, secret: {{ include "openvtn.secret" (dict "root" . "given" $v.certificateSecret "name" "vtn-certificate") | quote }}}
  {{- with $v.rsaCertificateSecret }}
  - {name: rsa-certificate, secret: {{ . | quote }}}
  {{- end }}
  {{- end }}
  {{- if $v.proxy.enabled }}
  - {name: hop, secret: {{ $v.proxy.hopSecret | quote }}}
  {{- end }}
{{- end -}}

{{/* What vtn-api fetches its certificate with, and cert-authority knows it by, of (root, variable). */}}
{{- define "openvtn.vtnPassword" -}}
{variable: {{ .variable }}, secret: {{ include "openvtn.secret" (dict "root" .root "given" .root.Values.vtnApi.enrolment.secret "name" "vtn-enrolment") | quote }}, key: password}
{{- end -}}

{{- define "openvtn.certAuthority" -}}
{{- $v := .Values.certAuthority -}}
name: cert-authority
management: 9081
ports:
  - {name: api, port: 8081, from: operators}
  - {name: est, port: 8085, from: vens}
  - {name: revocation, port: 8086, from: vens}
settings:
  {{- include "openvtn.apiSettings" (dict "root" . "values" $v "port" 8081) | nindent 2 }}
  openvtn.ca.enrolment.host: 0.0.0.0
  openvtn.ca.revocation.host: 0.0.0.0
  openvtn.ca.enrolment.names: {{ concat (list (include "openvtn.name" (dict "root" . "name" "cert-authority-devices"))) $v.enrolmentNames | join "," | quote }}
  {{- with .Values.vtnApi.enrolment.names }}
  openvtn.ca.enrolment.vtn.names: {{ join "," . | quote }}
  {{- end }}
  {{- with $v.publicUrl }}
  openvtn.ca.public-url: {{ . | quote }}
  {{- end }}
  {{- with $v.vtnUrl }}
  openvtn.ca.vtn-url: {{ . | quote }}
  {{- end }}
  {{- if $v.pkcs11Secret }}
  openvtn.ca.pkcs11.configuration: /etc/openvtn/pkcs11/pkcs11.cfg
  {{- end }}
secrets:
  - {variable: OPENVTN_CA_PASSPHRASE, secret: {{ include "openvtn.secret" (dict "root" . "given" $v.passphraseSecret "name" "ca") | quote }}, key: passphrase}
  {{- if .Values.vtnApi.enrolment.names }}
  - {{ include "openvtn.vtnPassword" (dict "root" . "variable" "OPENVTN_CA_ENROLMENT_VTN_PASSWORD") }}
  {{- end }}
  {{- with $v.pkcs11Secret }}
  - {variable: OPENVTN_CA_PKCS11_PIN, secret: {{ . | quote }}, key: pin}
  {{- end }}
  {{- include "openvtn.apiSecrets" (dict "root" . "values" $v "name" "cert-authority") | nindent 2 }}
mounts:
  {{- include "openvtn.apiMounts" (dict "root" . "values" $v "name" "cert-authority") | nindent 2 }}
  {{- with $v.pkcs11Secret }}
  - {name: pkcs11, secret: {{ . | quote }}, key: pkcs11.cfg, as: pkcs11.cfg}
  {{- end }}
{{- end -}}

{{- define "openvtn.venRegistry" -}}
{{ include "openvtn.operatorService" (dict "root" . "values" .Values.venRegistry "name" "ven-registry" "port" 8082 "management" 9082) }}
{{- end -}}

{{- define "openvtn.eventDispatcher" -}}
{{ include "openvtn.operatorService" (dict "root" . "values" .Values.eventDispatcher "name" "event-dispatcher" "port" 8083 "management" 9083) }}
{{- end -}}

{{/* A service that has an operator API and nothing else, of (root, values, name, port, management). */}}
{{- define "openvtn.operatorService" -}}
name: {{ .name }}
management: {{ .management }}
ports:
  - {name: api, port: {{ .port }}, from: operators}
settings:
  {{- include "openvtn.apiSettings" . | nindent 2 }}
secrets:
  {{- include "openvtn.apiSecrets" . | nindent 2 }}
mounts:
  {{- include "openvtn.apiMounts" . | nindent 2 }}
{{- end -}}
