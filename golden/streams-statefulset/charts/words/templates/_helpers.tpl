{{/* What it is called: others know it by this name. */}}
{{- define "words.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/* The chart with its version, as a label has it. */}}
{{- define "words.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The labels pods are selected by: nothing in them ever changes. */}}
{{- define "words.selectorLabels" -}}
app.kubernetes.io/name: {{ include "words.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "words.labels" -}}
helm.sh/chart: {{ include "words.chart" . | quote }}
{{ include "words.selectorLabels" . }}
app.kubernetes.io/part-of: {{ "streams-statefulset" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* An image of its parts: registry, repository, tag, digest. */}}
{{- define "words.image" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}

{{/* What cannot work is refused before anything is installed. */}}
{{- define "words.checks" -}}
{{- if not (has .Release.Name (list "words" "test-release")) }}
{{- fail (printf "the release of this chart must be called words, not %s: host names, Secrets and policies of others hold that name (helm upgrade --install words; in Argo CD, helm.releaseName: words)" .Release.Name) }}
{{- end }}
{{- $brokers := 0 }}
{{- $brokers = add $brokers (int64 .Values.nodePools.node.replicas) }}
{{- range $what, $replicas := dict
    "default.replication.factor" (int64 1)
    "offsets.topic.replication.factor" (int64 1)
    "transaction.state.log.replication.factor" (int64 1)
    "share.coordinator.state.topic.replication.factor" (int64 1)
    "the topic counts-topic" (int64 1)
}}
{{- if gt $replicas (int64 $brokers) }}
{{- fail (printf "%s: %d replicas, and there are only %d brokers: lower the one or raise the other" $what $replicas (int64 $brokers)) }}
{{- end }}
{{- end }}
{{- end }}
