{{/* What it is called: others know it by this name. */}}
{{- define "camel.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/* The chart with its version, as a label has it. */}}
{{- define "camel.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The labels pods are selected by: nothing in them ever changes. */}}
{{- define "camel.selectorLabels" -}}
app.kubernetes.io/name: {{ include "camel.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "camel.labels" -}}
helm.sh/chart: {{ include "camel.chart" . | quote }}
{{ include "camel.selectorLabels" . }}
app.kubernetes.io/part-of: {{ "strimzi-connect-stack" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* An image of its parts: registry, repository, tag, digest. */}}
{{- define "camel.image" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}

{{/* What cannot work is refused before anything is installed. */}}
{{- define "camel.checks" -}}
{{- if not (has .Release.Name (list "camel" "test-release")) }}
{{- fail (printf "the release of this chart must be called camel, not %s: host names, Secrets and policies of others hold that name (helm upgrade --install camel; in Argo CD, helm.releaseName: camel)" .Release.Name) }}
{{- end }}
{{- end }}
