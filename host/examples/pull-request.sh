#!/usr/bin/env bash
# What a branch would do to load balancers: the manifests of a folder, as they are at a commit and as they are here.
#
#   pull-request.sh COMMIT FOLDER [ARGUMENTS OF clbplan plan …]     for example: pull-request.sh origin/main deploy
#
# Prints Markdown and ends as clbplan does: 0 fine, 1 refused, wrong or denied, 3 could not run. Neither a cluster nor the
# cloud is asked: what the manifests at COMMIT would have made stands for what there is. Whoever has a dump of the
# cluster and the cloud's answers gets a better preview from `clbplan plan --live … --clb …`.
#
# CLBPLAN names the program, FORMAT another format (html, sarif, …).
set -euo pipefail
stop() {
    echo "pull-request.sh: $1" >&2
    exit 3
}

if [ $# -lt 2 ]; then stop "give a commit and a folder: pull-request.sh origin/main deploy"; fi
commit=$1 folder=${2%/}
shift 2
clbplan=$(command -v "${CLBPLAN:-clbplan}") || stop "${CLBPLAN:-clbplan} is not there; CLBPLAN names the program"
case $clbplan in /*) ;; *) clbplan=$PWD/$clbplan ;; esac
top=$(git rev-parse --show-toplevel) || stop "this is no checkout of a git repository"
cd "$top"
# A commit that is not there would look like one without manifests, and every change like something new.
git rev-parse --quiet --verify "$commit^{commit}" >/dev/null || stop "there is no commit $commit here; a shallow checkout lacks those of other branches"
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT

manifests() { find "$1" -type f \( -name '*.yaml' -o -name '*.yml' -o -name '*.json' \) 2>/dev/null | grep -q .; }

arguments=()
if git cat-file -e "$commit:$folder" 2>/dev/null; then
    git archive "$commit" -- "$folder" | tar -x -C "$before"
    # A Service that stands there and no longer here goes away.
    if manifests "$before/$folder"; then arguments+=(--live "$before/$folder" --prune); fi
fi
if manifests "$folder"; then arguments+=(--filename "$folder"); fi
if [ ${#arguments[@]} -eq 0 ]; then
    stop "there are no manifests in $folder, neither here nor at $commit"
fi
"$clbplan" plan "${arguments[@]}" --output "${FORMAT:-markdown}" "$@"
