#!/usr/bin/env bash
# Saves what clbplan needs of a cluster and of the cloud, where kubectl and tccli can be run and clbplan cannot.
#
#   collect.sh FOLDER REGION        for example: collect.sh dump ap-guangzhou
#
# Then, anywhere: clbplan plan deploy/ --live FOLDER/live --clb FOLDER/clb --clb-complete
#
# Only reads. Of Secrets, names and ids of certificates are saved, and no other value. A kind that cannot be read is left out with a
# message: it is unknown then. The kubeconfig and the profile are those that kubectl and tccli use.
set -euo pipefail
stop() {
    echo "collect.sh: $1" >&2
    exit 1
}

for program in kubectl tccli; do
    command -v "$program" >/dev/null || stop "$program is not installed, or not on the PATH"
done
if [ $# -ne 2 ]; then stop "give a folder and a region: collect.sh dump ap-guangzhou"; fi
folder=$1 region=$2
if [ -e "$folder" ]; then stop "$folder exists; a folder with files of another time would be read as one state"; fi
mkdir -p "$folder/live" "$folder/clb/listeners" "$folder/clb/targets"

# A list that kubectl cannot read leaves no file: half of one would be read as a whole.
save() {
    local file=$folder/live/$1.yaml
    shift
    if ! kubectl get "$@" >"$file"; then
        rm "$file"
        echo "collect.sh: not saved: kubectl get $1" >&2
    elif [ ! -s "$file" ]; then
        # The template prints nothing where there is no Secret, and clbplan takes an empty file for a failure.
        rm "$file"
    fi
}
for kind in services nodes endpointslices ingresses servicecidrs tkeserviceconfigs; do
    save "$kind" "$kind" --all-namespaces --output yaml
done
if [ ! -e "$folder/live/services.yaml" ]; then stop "without the Services nothing can be planned"; fi
save switches configmap --namespace kube-system tke-service-controller-config --output yaml
secret='{{range .items}}---{{"\n"}}{apiVersion: v1, kind: Secret, metadata: {namespace: "{{.metadata.namespace}}", name: "{{.metadata.name}}"}, data: { {{with .data}}{{with .qcloud_cert_id}}qcloud_cert_id: {{.}}, {{end}}{{with .qcloud_ca_cert_id}}qcloud_ca_cert_id: {{.}}, {{end}}{{end}} }}{{"\n"}}{{end}}'
save secrets secrets --all-namespaces --output "go-template=$secret"

clb() { tccli clb "$@" --region "$region" --output json; }
ids=()
offset=0 total=1
while [ "$offset" -lt "$total" ]; do
    page=$folder/clb/load-balancers-$offset.json
    clb DescribeLoadBalancers --Limit 100 --Offset "$offset" >"$page"
    total=$(grep -o '"TotalCount": *[0-9]*' "$page" | grep -o '[0-9]*$') || stop "the answer of DescribeLoadBalancers has no TotalCount"
    # Those that an object of the cluster names; of the others, only that they exist matters.
    while IFS= read -r id; do
        if grep -qrwF -- "$id" "$folder/live"; then ids+=("$id"); fi
    done < <(grep -o '"LoadBalancerId": *"lb-[^"]*"' "$page" | grep -o 'lb-[^"]*' | sort -u)
    offset=$((offset + 100))
done
for id in ${ids[@]+"${ids[@]}"}; do
    clb DescribeListeners --LoadBalancerId "$id" >"$folder/clb/listeners/$id.json"
    clb DescribeTargets --LoadBalancerId "$id" >"$folder/clb/targets/$id.json"
    # The API answers 20 calls a second, to all programs of the account together.
    sleep 0.2
done
echo "saved $total load balancers, ${#ids[@]} of them with listeners and targets: clbplan plan … --live $folder/live --clb $folder/clb --clb-complete"
