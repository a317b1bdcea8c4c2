{{/* What everything of this release is named after. */}}
{{- define "openvtn.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Name of a service's objects, of (root, name). */}}
{{- define "openvtn.name" -}}
{{- printf "%s-%s" (include "openvtn.fullname" .root) .name -}}
{{- end -}}

{{/* What a selector finds a component's pods by, of (root, name); never changes in a release's life. */}}
{{- define "openvtn.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: openvtn
{{- end -}}

{{- define "openvtn.labels" -}}
{{ include "openvtn.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* A Secret's name: as it is given, or the one that is named after the release, of (root, given, name). */}}
{{- define "openvtn.secret" -}}
{{- .given | default (include "openvtn.name" .) -}}
{{- end -}}

{{/* The four services, by the names of their values. */}}
{{- define "openvtn.services" -}}
[vtnApi, certAuthority, venRegistry, eventDispatcher]
{{- end -}}
