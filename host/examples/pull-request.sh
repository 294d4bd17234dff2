#!/usr/bin/env bash
# Shows what a branch would do to load balancers: compares the manifests of a folder with those at another commit, or where
# the branch left its history.
#
#   pull-request.sh COMMIT FOLDER [ARGUMENTS OF clbplan plan …]     for example: pull-request.sh origin/main deploy
#
# Prints Markdown, and exits as clbplan does: 0 no problem, 1 blocked, denied or wrong, 3 could not run. It contacts neither the
# cluster nor the cloud: it assumes what the controller would have created for the manifests at COMMIT. With a dump of the
# cluster and the cloud's answers, `clbplan plan --live … --clb …` gives a more precise preview.
#
# What the manifests at COMMIT have as well is counted, and does not fail the run; --fail-on-old lists it and lets it fail.
# A file of --facts is read as it is at COMMIT for the manifests there: a branch can raise `controllerVersion`.
#
# The variable CLBPLAN is the path of the program; FORMAT selects another format (html, sarif, …).
set -euo pipefail
stop() {
    echo "pull-request.sh: $1" >&2
    exit 3
}

if [ $# -lt 2 ]; then stop "give a commit and a folder: pull-request.sh origin/main deploy"; fi
commit=$1 folder=${2%/}
shift 2
clbplan=$(command -v "${CLBPLAN:-clbplan}") || stop "cannot find ${CLBPLAN:-clbplan}; set CLBPLAN to the path of the program"
case $clbplan in /*) ;; *) clbplan=$PWD/$clbplan ;; esac
top=$(git rev-parse --show-toplevel) || stop "this is not a checkout of a git repository"
cd "$top"
# A missing commit would look like one without manifests, and every Service like a new one.
git rev-parse --quiet --verify "$commit^{commit}" >/dev/null || stop "there is no commit $commit here; a shallow checkout does not have those of other branches"
# What was added at COMMIT since the branch began would look as if the branch removed it.
base=$(git merge-base "$commit" HEAD 2>/dev/null) || base=$commit
# A folder that is a link, or is below one, would show files of this machine in the plan.
inside() { case $(cd "$1" && pwd -P)/ in "$(pwd -P)"/*) return 0 ;; *) return 1 ;; esac; }
if [ -d "$folder" ] && ! inside "$folder"; then stop "$folder leads out of the checkout"; fi
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT

manifests() { find "$1" -type f \( -name '*.yaml' -o -name '*.yml' -o -name '*.json' \) 2>/dev/null | grep -q .; }

# The plain files of a folder at a commit. `git archive` would leave out those that an attribute of the repository names.
files_at() {
    git ls-tree -r -z "$1" -- "$2" | while IFS= read -r -d '' entry; do
        path=${entry#*$'\t'}
        case $entry in 100*) ;; *) continue ;; esac
        mkdir -p "$before/$(dirname "$path")"
        git cat-file blob "$1:$path" >"$before/$path"
    done
}

arguments=()
if git cat-file -e "$base:$folder" 2>/dev/null; then
    files_at "$base" "$folder"
    # A Service that was removed from the folder is deleted.
    if manifests "$before/$folder"; then arguments+=(--live "$before/$folder" --prune-all); fi
fi
if manifests "$folder"; then
    arguments+=(--filename "$folder")
elif [ ${#arguments[@]} -gt 0 ]; then
    # The branch removes every manifest: an empty list says so to --prune-all.
    printf 'apiVersion: v1\nkind: List\nitems: []\n' >"$before/none.yaml"
    arguments+=(--filename "$before/none.yaml")
fi
if [ ${#arguments[@]} -eq 0 ]; then
    stop "there are no manifests in $folder, neither in the checkout nor at $commit"
fi
# The file of --facts as it is at COMMIT.
facts= previous=
for argument in "$@"; do
    case $argument in --facts=*) facts=${argument#--facts=} ;; esac
    if [ "$previous" = --facts ]; then facts=$argument; fi
    previous=$argument
done
if [ -n "$facts" ] && git cat-file -e "$base:$facts" 2>/dev/null && [ -d "$before/$folder" ]; then
    git show "$base:$facts" >"$before/facts.yaml"
    arguments+=(--live-facts "$before/facts.yaml")
fi
"$clbplan" plan "${arguments[@]}" --output "${FORMAT:-markdown}" "$@"
