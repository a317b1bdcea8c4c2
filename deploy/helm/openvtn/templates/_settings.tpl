{{/* The broker that the services log in to, as it is given or bundled. */}}
{{- define "openvtn.kafka" -}}
{{- if .Values.bundled.kafka.enabled }}
servers: {{ include "openvtn.name" (dict "root" . "name" "kafka") }}:9092
security: SASL_PLAINTEXT
mechanism: PLAIN
replicationFactor: 1
{{- else }}
servers: {{ .Values.kafka.bootstrapServers | quote }}
security: {{ .Values.kafka.security }}
mechanism: {{ .Values.kafka.mechanism }}
replicationFactor: {{ .Values.kafka.topics.replicationFactor }}
{{- end }}
{{- end -}}

{{/* Where the database of that name is, of (root, name). */}}
{{- define "openvtn.database" -}}
{{- $v := .root.Values -}}
{{- if $v.bundled.database.enabled -}}
jdbc:postgresql://{{ include "openvtn.name" (dict "root" .root "name" "postgresql") }}:5432/{{ .name }}
{{- else -}}
jdbc:postgresql://{{ $v.database.host }}:{{ $v.database.port }}/{{ .name }}?sslmode={{ $v.database.tlsMode }}
{{- if $v.database.caSecret.name }}&sslrootcert=/etc/openvtn/database-ca/ca.crt{{ end -}}
{{- end -}}
{{- end -}}

{{/* Properties of all services. */}}
{{- define "openvtn.sharedSettings" -}}
{{- $kafka := include "openvtn.kafka" . | fromYaml -}}
kafka.bootstrap.servers: {{ $kafka.servers | quote }}
kafka.security.protocol: {{ $kafka.security }}
{{- if hasPrefix "SASL" $kafka.security }}
kafka.sasl.mechanism: {{ $kafka.mechanism }}
# the Secret is read for each connection, so that a new password needs no restart
kafka.sasl.client.callback.handler.class: io.openvtn.bus.broker.MountedLogin
kafka.sasl.jaas.config: org.apache.kafka.common.security.{{ ternary "plain.Plain" "scram.Scram" (eq $kafka.mechanism "PLAIN") }}LoginModule required file="/etc/openvtn/kafka-login/sasl.jaas.config";
{{- end }}
{{- if hasSuffix "SSL" $kafka.security }}
kafka.ssl.engine.factory.class: io.openvtn.bus.broker.MountedTls
{{- if .Values.kafka.caSecret.name }}
kafka.ssl.truststore.location: /etc/openvtn/kafka-ca/ca.crt
{{- end }}
{{- end }}
{{- if eq $kafka.security "SSL" }}
kafka.openvtn.ssl.certificate: /etc/openvtn/kafka-login/user.crt
kafka.openvtn.ssl.key: /etc/openvtn/kafka-login/user.key
{{- end }}
openvtn.bus.prefix: {{ .Values.kafka.prefix | quote }}
openvtn.bus.manage-topics: {{ and .Values.kafka.topics.manage (not .Values.strimzi.enabled) }}
openvtn.bus.partitions: {{ .Values.kafka.topics.partitions }}
openvtn.bus.replication-factor: {{ $kafka.replicationFactor }}
quarkus.log.console.json.enabled: true
{{- with .Values.tracing }}
{{- if .endpoint }}
quarkus.otel.sdk.disabled: false
quarkus.otel.exporter.otlp.endpoint: {{ .endpoint | quote }}
quarkus.otel.traces.sampler.arg: {{ .ratio | quote }}
{{- end }}
{{- end }}
quarkus.shutdown.delay: PT{{ .Values.drain.notReadySeconds }}S
{{- end -}}

{{/* Properties of an operator API, of (root, values, port). */}}
{{- define "openvtn.apiSettings" -}}
{{- $o := .root.Values.operators -}}
quarkus.datasource.jdbc.url: {{ include "openvtn.database" (dict "root" .root "name" .values.database.name) | quote }}
# read for each connection, so that a new password needs no restart
openvtn.database.password-file: /etc/openvtn/database-login/password
quarkus.shutdown.timeout: PT{{ .root.Values.drain.openRequestsSeconds }}S
{{- if .values.api.tlsSecret }}
quarkus.http.insecure-requests: disabled
quarkus.http.ssl-port: {{ .port }}
quarkus.http.tls-configuration-name: api
quarkus.tls.api.key-store.pem.server.cert: /etc/openvtn/api-tls/tls.crt
quarkus.tls.api.key-store.pem.server.key: /etc/openvtn/api-tls/tls.key
quarkus.tls.api.reload-period: 30s
{{- else }}
openvtn.operator.behind-tls: true
{{- end }}
{{- with $o.oidc }}
{{- if .issuer }}
openvtn.operator.oidc.issuer: {{ .issuer | quote }}
openvtn.operator.oidc.audience: {{ .audience | quote }}
openvtn.operator.oidc.roles-claim: {{ .rolesClaim | quote }}
openvtn.operator.oidc.name-claim: {{ .nameClaim | quote }}
{{- range $role, $names := .roles }}
{{- if $names }}
openvtn.operator.oidc.roles.{{ $role }}: {{ $names | quote }}
{{- end }}
{{- end }}
{{- if .caSecret.name }}
quarkus.tls.oidc.trust-store.pem.certs: /etc/openvtn/oidc-ca/ca.crt
{{- end }}
{{- end }}
{{- end }}
{{- if $o.basicSecret }}
openvtn.operator.basic: true
{{- end }}
{{- end -}}

{{/* What is mounted into the pod of an operator API besides what all have, of (root, values, name). */}}
{{- define "openvtn.apiMounts" -}}
- {name: database-login, secret: {{ include "openvtn.databaseSecret" . | quote }}, key: password, as: password}
{{- with .values.api.tlsSecret }}
- {name: api-tls, secret: {{ . | quote }}}
{{- end }}
{{- with .root.Values.operators }}
{{- if and .oidc.issuer .oidc.caSecret.name }}
- {name: oidc-ca, secret: {{ .oidc.caSecret.name | quote }}, key: {{ .oidc.caSecret.key | quote }}, as: ca.crt}
{{- end }}
{{- if .basicSecret }}
- {name: operators, secret: {{ .basicSecret | quote }}}
{{- end }}
{{- end }}
{{- with .root.Values.database }}
{{- if and .caSecret.name (not $.root.Values.bundled.database.enabled) }}
- {name: database-ca, secret: {{ .caSecret.name | quote }}, key: {{ .caSecret.key | quote }}, as: ca.crt}
{{- end }}
{{- end }}
{{- end -}}

{{/* Name of the Secret with a service's login at its database, of (root, values, name). */}}
{{- define "openvtn.databaseSecret" -}}
{{- include "openvtn.secret" (dict "root" .root "given" .values.database.secret "name" (printf "database-%s" .name)) -}}
{{- end -}}

{{/* What a service with a database gets as variables for it, of (root, values, name). */}}
{{- define "openvtn.apiSecrets" -}}
- {variable: QUARKUS_DATASOURCE_USERNAME, secret: {{ include "openvtn.databaseSecret" . | quote }}, key: username}
{{- with .values.database.ownerSecret }}
- {variable: QUARKUS_FLYWAY_USERNAME, secret: {{ . | quote }}, key: username}
- {variable: QUARKUS_FLYWAY_PASSWORD, secret: {{ . | quote }}, key: password}
{{- end }}
{{- end -}}

{{/* The brokers' port: that of the first of them. */}}
{{- define "openvtn.kafkaPort" -}}
{{- (include "openvtn.kafka" . | fromYaml).servers | splitList "," | first | splitList ":" | last -}}
{{- end -}}

{{/* The port of a URL. */}}
{{- define "openvtn.urlPort" -}}
{{- $url := urlParse . -}}
{{- if contains ":" $url.host }}{{ splitList ":" $url.host | last }}{{ else }}{{ ternary 80 443 (eq $url.scheme "http") }}{{ end -}}
{{- end -}}
