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
app.kubernetes.io/part-of: {{ "streaming-platform" | quote }}
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
{{- if has "broker" .Values.nodePools.broker.roles }}
{{- $brokers = add $brokers (int64 .Values.nodePools.broker.replicas) }}
{{- end }}
{{- range $what, $replicas := dict
    "default.replication.factor" (int64 (index .Values.profile.config "default.replication.factor"))
    "offsets.topic.replication.factor" (int64 (index .Values.profile.config "offsets.topic.replication.factor"))
    "transaction.state.log.replication.factor" (int64 (index .Values.profile.config "transaction.state.log.replication.factor"))
    "share.coordinator.state.topic.replication.factor" (int64 (index .Values.profile.config "share.coordinator.state.topic.replication.factor"))
    "the topic counts-topic" (int64 (index .Values.profile.topics "counts-topic" "replicas"))
    "the topic input-topic" (int64 (index .Values.profile.topics "input-topic" "replicas"))
    "the topic telegram-messages" (int64 (index .Values.profile.topics "telegram-messages" "replicas"))
}}
{{- if gt $replicas (int64 $brokers) }}
{{- fail (printf "%s: %d replicas, and there are only %d brokers: lower the one or raise the other" $what $replicas (int64 $brokers)) }}
{{- end }}
{{- end }}
{{- if gt (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.config "default.replication.factor")) }}
{{- fail (printf "min.insync.replicas: %d in sync, of only %d (default.replication.factor): nothing could be written" (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.config "default.replication.factor"))) }}
{{- end }}
{{- if gt (int64 (index .Values.profile.config "transaction.state.log.min.isr")) (int64 (index .Values.profile.config "transaction.state.log.replication.factor")) }}
{{- fail (printf "transaction.state.log.min.isr: %d in sync, of only %d (transaction.state.log.replication.factor): nothing could be written" (int64 (index .Values.profile.config "transaction.state.log.min.isr")) (int64 (index .Values.profile.config "transaction.state.log.replication.factor"))) }}
{{- end }}
{{- if gt (int64 (index .Values.profile.config "share.coordinator.state.topic.min.isr")) (int64 (index .Values.profile.config "share.coordinator.state.topic.replication.factor")) }}
{{- fail (printf "share.coordinator.state.topic.min.isr: %d in sync, of only %d (share.coordinator.state.topic.replication.factor): nothing could be written" (int64 (index .Values.profile.config "share.coordinator.state.topic.min.isr")) (int64 (index .Values.profile.config "share.coordinator.state.topic.replication.factor"))) }}
{{- end }}
{{- if gt (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.topics "counts-topic" "replicas")) }}
{{- fail (printf "min.insync.replicas: %d in sync, of only %d (the topic counts-topic): nothing could be written" (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.topics "counts-topic" "replicas"))) }}
{{- end }}
{{- if gt (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.topics "input-topic" "replicas")) }}
{{- fail (printf "min.insync.replicas: %d in sync, of only %d (the topic input-topic): nothing could be written" (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.topics "input-topic" "replicas"))) }}
{{- end }}
{{- if gt (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.topics "telegram-messages" "replicas")) }}
{{- fail (printf "min.insync.replicas: %d in sync, of only %d (the topic telegram-messages): nothing could be written" (int64 (index .Values.profile.config "min.insync.replicas")) (int64 (index .Values.profile.topics "telegram-messages" "replicas"))) }}
{{- end }}
{{- end }}
