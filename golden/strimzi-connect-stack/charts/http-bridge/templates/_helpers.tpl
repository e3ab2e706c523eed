{{/* What it is called: others know it by this name. */}}
{{- define "http-bridge.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/* The chart with its version, as a label has it. */}}
{{- define "http-bridge.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The labels pods are selected by: nothing in them ever changes. */}}
{{- define "http-bridge.selectorLabels" -}}
app.kubernetes.io/name: {{ include "http-bridge.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "http-bridge.labels" -}}
helm.sh/chart: {{ include "http-bridge.chart" . | quote }}
{{ include "http-bridge.selectorLabels" . }}
app.kubernetes.io/part-of: {{ "strimzi-connect-stack" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* An image of its parts: registry, repository, tag, digest. */}}
{{- define "http-bridge.image" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}

{{/* What cannot work is refused before anything is installed. */}}
{{- define "http-bridge.checks" -}}
{{- if not (has .Release.Name (list "http-bridge" "test-release")) }}
{{- fail (printf "the release of this chart must be called http-bridge, not %s: host names, Secrets and policies of others hold that name (helm upgrade --install http-bridge; in Argo CD, helm.releaseName: http-bridge)" .Release.Name) }}
{{- end }}
{{- end }}
