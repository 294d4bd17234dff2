{{- define "webhook.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "webhook.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "webhook.labels" -}}
{{ include "webhook.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "webhook.secret" -}}
{{ include "webhook.name" . }}-tls
{{- end -}}

{{- define "webhook.dnsNames" -}}
{{- $name := include "webhook.name" . -}}
{{- list (printf "%s.%s.svc" $name .Release.Namespace) (printf "%s.%s.svc.cluster.local" $name .Release.Namespace) | toJson -}}
{{- end -}}

{{/* What both webhooks have in common. The conditions are checked before anything is sent; the program checks them again. */}}
{{- define "webhook.review" -}}
admissionReviewVersions: [v1]
sideEffects: None
timeoutSeconds: 2
matchPolicy: Equivalent
rules:
- apiGroups: [""]
  apiVersions: [v1]
  operations: [CREATE, UPDATE, DELETE]
  resources: [services]
  scope: Namespaced
matchConditions:
- name: has-a-load-balancer-before-or-after
  expression: >-
    (object != null && has(object.spec) && has(object.spec.type) && object.spec.type == 'LoadBalancer') ||
    (oldObject != null && has(oldObject.spec) && has(oldObject.spec.type) && oldObject.spec.type == 'LoadBalancer')
- name: is-not-being-deleted
  expression: >-
    oldObject == null || !has(oldObject.metadata.deletionTimestamp)
- name: is-not-written-by-a-controller
  expression: >-
    !(request.userInfo.username in ['system:apiserver', 'system:cloud-controller-manager',
    'system:kube-controller-manager', 'system:kube-scheduler']) &&
    !request.userInfo.username.startsWith('system:node:') &&
    !request.userInfo.username.startsWith('system:serviceaccount:kube-system:')
{{- with .Values.controllerAccounts }}
- name: is-not-written-by-another-controller
  expression: >-
    !(request.userInfo.username in [{{ range $index, $user := . }}{{ if $index }}, {{ end }}'{{ $user }}'{{ end }}])
{{- end }}
{{- end -}}
