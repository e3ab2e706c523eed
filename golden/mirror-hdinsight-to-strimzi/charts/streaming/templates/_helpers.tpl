{{/* What it is called: others know it by this name. */}}
{{- define "streaming.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/* The chart with its version, as a label has it. */}}
{{- define "streaming.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The labels pods are selected by: nothing in them ever changes. */}}
{{- define "streaming.selectorLabels" -}}
app.kubernetes.io/name: {{ include "streaming.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "streaming.labels" -}}
helm.sh/chart: {{ include "streaming.chart" . | quote }}
{{ include "streaming.selectorLabels" . }}
app.kubernetes.io/part-of: {{ "mirror-hdinsight-to-strimzi" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* An image of its parts: registry, repository, tag, digest. */}}
{{- define "streaming.image" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}

{{/* What cannot work is refused before anything is installed. */}}
{{- define "streaming.checks" -}}
{{- if not (has .Release.Name (list "streaming" "test-release")) }}
{{- fail (printf "the release of this chart must be called streaming, not %s: host names, Secrets and policies of others hold that name (helm upgrade --install streaming; in Argo CD, helm.releaseName: streaming)" .Release.Name) }}
{{- end }}
{{- $brokers := 0 }}
{{- $brokers = add $brokers (int64 .Values.nodePools.broker.replicas) }}
{{- range $what, $replicas := dict
    "default.replication.factor" (int64 3)
    "offsets.topic.replication.factor" (int64 3)
    "transaction.state.log.replication.factor" (int64 3)
    "share.coordinator.state.topic.replication.factor" (int64 3)
    "the topic refunds" (int64 3)
}}
{{- if gt $replicas (int64 $brokers) }}
{{- fail (printf "%s: %d replicas, and there are only %d brokers: lower the one or raise the other" $what $replicas (int64 $brokers)) }}
{{- end }}
{{- end }}
{{- end }}
