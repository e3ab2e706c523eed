{{/* What it is called: others know it by this name. */}}
{{- define "legacy-to-streaming.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/* The chart with its version, as a label has it. */}}
{{- define "legacy-to-streaming.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The labels pods are selected by: nothing in them ever changes. */}}
{{- define "legacy-to-streaming.selectorLabels" -}}
app.kubernetes.io/name: {{ include "legacy-to-streaming.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "legacy-to-streaming.labels" -}}
helm.sh/chart: {{ include "legacy-to-streaming.chart" . | quote }}
{{ include "legacy-to-streaming.selectorLabels" . }}
app.kubernetes.io/part-of: {{ "mirror-hdinsight-to-strimzi" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* An image of its parts: registry, repository, tag, digest. */}}
{{- define "legacy-to-streaming.image" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}

{{/* What cannot work is refused before anything is installed. */}}
{{- define "legacy-to-streaming.checks" -}}
{{- if not (has .Release.Name (list "legacy-to-streaming" "test-release")) }}
{{- fail (printf "the release of this chart must be called legacy-to-streaming, not %s: host names, Secrets and policies of others hold that name (helm upgrade --install legacy-to-streaming; in Argo CD, helm.releaseName: legacy-to-streaming)" .Release.Name) }}
{{- end }}
{{- end }}
