{{/* A service's properties as one file, of (root, key); what a user sets stands above what the chart does. */}}
{{- define "openvtn.properties" -}}
{{- $service := include (printf "openvtn.%s" .key) .root | fromYaml -}}
{{- $shared := include "openvtn.sharedSettings" .root | fromYaml -}}
{{- $own := index .root.Values .key "settings" -}}
{{- range $property, $value := mustMergeOverwrite $shared $service.settings (deepCopy $own) }}
{{ $property }}={{ if kindIs "float64" $value }}{{ int64 $value }}{{ else }}{{ $value }}{{ end }}
{{- end }}
{{- end -}}

{{/* All that is mounted below /etc/openvtn, of (root, key). */}}
{{- define "openvtn.mounts" -}}
{{- $service := include (printf "openvtn.%s" .key) .root | fromYaml -}}
{{- $kafka := include "openvtn.kafka" .root | fromYaml -}}
{{- range $service.mounts }}
- {{ toJson . }}
{{- end }}
{{- with .root.Values.kafka.caSecret }}
{{- if and .name (hasSuffix "SSL" $kafka.security) }}
- {name: kafka-ca, secret: {{ .name | quote }}, key: {{ .key | quote }}, as: ca.crt}
{{- end }}
{{- end }}
- {name: kafka-login, secret: {{ include "openvtn.kafkaSecret" . | quote }}{{ if hasPrefix "SASL" $kafka.security }}, key: sasl.jaas.config, as: sasl.jaas.config{{ end }}}
{{- range $name, $source := index .root.Values .key "files" }}
- {{ merge (dict "name" (printf "file-%s" $name)) $source | toJson }}
{{- end }}
{{- end -}}

{{/* Name of the Secret with a service's login at Kafka, of (root, key). */}}
{{- define "openvtn.kafkaSecret" -}}
{{- $service := include (printf "openvtn.%s" .key) .root | fromYaml -}}
{{- include "openvtn.secret" (dict "root" .root "given" (index .root.Values .key "kafkaSecret") "name" (printf "kafka-%s" $service.name)) -}}
{{- end -}}

{{/* All Secrets that a service gets as variables, of (root, key). */}}
{{- define "openvtn.secrets" -}}
{{- $service := include (printf "openvtn.%s" .key) .root | fromYaml -}}
{{- range $service.secrets }}
- {{ toJson . }}
{{- end }}
{{- end -}}

{{/* Of Kubernetes' restricted profile. */}}
{{- define "openvtn.podSecurity" -}}
runAsNonRoot: true
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "openvtn.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities: {drop: [ALL]}
{{- end -}}

{{/* Three probes on the management port: one that waits for what is missing is alive, and not ready. */}}
{{- define "openvtn.probes" -}}
startupProbe:
  httpGet: {path: /q/health/live, port: management}
  periodSeconds: 2
  failureThreshold: 60
  timeoutSeconds: 2
livenessProbe:
  httpGet: {path: /q/health/live, port: management}
  periodSeconds: 10
  failureThreshold: 6
  timeoutSeconds: 5
readinessProbe:
  httpGet: {path: /q/health/ready, port: management}
  periodSeconds: 2
  failureThreshold: 2
  timeoutSeconds: 5
{{- end -}}

{{/* A service's pod, of (root, key). */}}
{{- define "openvtn.pod" -}}
{{- $v := .root.Values -}}
{{- $own := index $v .key -}}
{{- $service := include (printf "openvtn.%s" .key) .root | fromYaml -}}
{{- $component := dict "root" .root "name" $service.name -}}
{{- $mounts := include "openvtn.mounts" . | fromYamlArray -}}
metadata:
  labels:
    {{- include "openvtn.labels" $component | nindent 4 }}
    {{- with $v.pods.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/settings: {{ include "openvtn.properties" . | sha256sum }}
    {{- with $v.pods.annotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "openvtn.name" $component }}
  automountServiceAccountToken: false
  # Kubernetes would add a variable KAFKA_… for each Service of that name, which are settings of Kafka's client here.
  enableServiceLinks: false
  # Ready until it is told to end, then not for so long, then without new requests, then gone.
  terminationGracePeriodSeconds: {{ add $v.drain.notReadySeconds $v.drain.openRequestsSeconds 10 }}
  securityContext:
    {{- include "openvtn.podSecurity" .root | nindent 4 }}
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
  {{- with $v.images.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $v.pods.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $v.pods.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.pods.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- range uniq (list "kubernetes.io/hostname" $v.pods.spreadOver) }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "openvtn.selector" $component | nindent 10 }}
    {{- end }}
  containers:
    - name: {{ $service.name }}
      image: {{ $v.images.repository }}/{{ $service.name }}:{{ $v.images.tag | default .root.Chart.AppVersion }}
      imagePullPolicy: {{ $v.images.pullPolicy }}
      securityContext:
        {{- include "openvtn.containerSecurity" .root | nindent 8 }}
        readOnlyRootFilesystem: true
      ports:
        {{- range $service.ports }}
        - {name: {{ .name }}, containerPort: {{ .port }}}
        {{- end }}
        - {name: management, containerPort: {{ $service.management }}}
      env:
        - name: SMALLRYE_CONFIG_LOCATIONS
          value: /etc/openvtn/settings/service.properties
            {{- range $mounts }}{{ if eq .name "operators" }},/etc/openvtn/operators/operators.properties{{ end }}{{ end }}
        {{- with $own.javaOptions }}
        - {name: JDK_JAVA_OPTIONS, value: {{ . | quote }}}
        {{- end }}
        {{- range include "openvtn.secrets" . | fromYamlArray }}
        - name: {{ .variable }}
          valueFrom: {secretKeyRef: {name: {{ .secret | quote }}, key: {{ .key | quote }}}}
        {{- end }}
      resources:
        {{- toYaml $own.resources | nindent 8 }}
      {{- include "openvtn.probes" .root | nindent 6 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: settings, mountPath: /etc/openvtn/settings, readOnly: true}
        {{- range $mounts }}
        - {name: {{ .name }}, mountPath: /etc/openvtn/{{ .name }}, readOnly: true}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 512Mi} # files of up to 64 MiB that operators hand in
    - name: settings
      configMap: {name: {{ include "openvtn.name" $component }}}
    {{- range $mounts }}
    - name: {{ .name }}
      {{- if .configMap }}
      configMap:
        name: {{ .configMap }}
      {{- else }}
      secret:
        secretName: {{ .secret }}
        defaultMode: 0440
      {{- end }}
        {{- if .key }}
        items: [{key: {{ .key | quote }}, path: {{ .as | quote }}}]
        {{- end }}
    {{- end }}
{{- end -}}
