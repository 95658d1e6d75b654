#!/usr/bin/env bash
# Runs the searches behind docs/results.md and writes that page. What is finished is kept in the work folder, so the
# script can be stopped and started again. Needs the built jar, curl, jq and bc; about two hours on two cores.
#
#   docs/results.sh [WORK_FOLDER]          everything that is missing, then the page
#   ONLY='digits adult' docs/results.sh    these experiments only
#   KINDS=ppo docs/results.sh              these runs of each experiment only: ppo, random, hand
#   docs/results.sh --page [WORK_FOLDER]   the page alone
#
# The Adult census is looked for in ../shared/data (ESPALIER_DATA_FOLDERS names other folders).
set -euo pipefail
cd "$(dirname "$0")/.."

page_only=false
if [ "${1:-}" = --page ]; then page_only=true; shift; fi
work=${1:-target/results}
mkdir -p "$work"
jar=${JAR:-server/target/espalier.jar}
port=${PORT:-8181}
api=http://127.0.0.1:$port/api/v1
if [ -d ../shared/data ]; then
    export ESPALIER_DATA_FOLDERS=${ESPALIER_DATA_FOLDERS:-$(cd ../shared/data && pwd)}
fi

chosen() {
    case " ${ONLY:-$1} " in *" $1 "*) true ;; *) false ;; esac
}

start() {
    java -jar "$jar" serve --port "$port" --data-dir "$work/data-$port" >>"$work/serve.log" 2>&1 &
    server=$!
    trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT
    until curl -sf -o /dev/null "$api/searches"; do
        kill -0 $server || { tail "$work/serve.log"; exit 1; }
        sleep 0.2
    done
}

# run NAME SPECIFICATION KIND: submits it unless its result is there, waits, keeps the search with its trials.
run() {
    local name=$1 specification=$2 out=$work/$1.json id state
    [ -s "$out" ] && return
    case " ${KINDS:-ppo random hand} " in *" $3 "*) ;; *) return 0 ;; esac
    echo "$(date +%T) $name"
    id=$(curl -sf -X POST -H 'Content-Type: application/json' -H "Idempotency-Key: $name" -d "$specification" \
        "$api/searches" | jq -r .id)
    while :; do
        state=$(curl -sf "$api/searches/$id" | jq -r .state)
        case $state in
            COMPLETED | STOPPED) break ;;
            FAILED | CANCELLED) echo "$name: $state"; curl -s "$api/searches/$id" | jq .failure; return ;;
        esac
        sleep 2
    done
    curl -sf "$api/searches/$id/exports/json" >"$out.part"
    mv "$out.part" "$out"
}

# search DATASET SPACE CONTROLLER EVALUATOR TRIALS SECONDS TOP EPOCHS SEED: a specification. The search recommends the
# one of its TOP candidates that is best on the validation part after the final training.
search() {
    jq -cn --argjson dataset "$1" --argjson space "$2" --arg controller "$3" --argjson evaluator "$4" \
        --argjson trials "$5" --argjson seconds "$6" --argjson top "$7" --argjson epochs "$8" --argjson seed "$9" \
        '{dataset: $dataset, space: $space, controller: {name: $controller}, evaluator: $evaluator,
          budget: {trials: $trials, seconds: $seconds}, finalTraining: {top: $top, epochs: $epochs}, seed: $seed}'
}

# experiment NAME DATASET SPACE EVALUATOR SECONDS EPOCHS HAND_MADE_SPACE SEEDS...
# The search; five random architectures and a hand-made network trained to the end with the same settings.
experiment() {
    local name=$1 dataset=$2 space=$3 evaluator=$4 seconds=$5 epochs=$6 hand=$7 seed
    local once='{"name":"stand-alone","settings":{"epochs":1},"inFlight":2,"threads":2}'
    chosen "$name" || return 0
    shift 7
    for seed in "$@"; do
        run "$name-ppo-$seed" "$(search "$dataset" "$space" ppo "$evaluator" 5000 "$seconds" 3 "$epochs" "$seed")" ppo
        run "$name-random-$seed" "$(search "$dataset" "$space" random "$once" 5 3600 5 "$epochs" "$seed")" random
        run "$name-hand-$seed" "$(search "$dataset" "$hand" random "$once" 1 3600 1 "$epochs" "$seed")" hand
    done
}

# Seconds from java -jar to the page and to the first trial of the built-in example, from an empty data folder.
first_result() {
    local out=$work/first-result.json began page id fresh to=http://127.0.0.1:$((port + 1))
    [ -s "$out" ] && return
    chosen digits || return 0
    rm -rf "$work/fresh"
    began=$(date +%s.%N)
    java -jar "$jar" serve --port $((port + 1)) --data-dir "$work/fresh" >>"$work/serve.log" 2>&1 &
    fresh=$!
    until curl -sf -o /dev/null "$to/"; do sleep 0.1; done
    page=$(date +%s.%N)
    id=$(curl -sf -X POST -H 'Content-Type: application/json' -d '{"dataset":"digits"}' "$to/api/v1/searches" |
        jq -r .id)
    until [ "$(curl -sf "$to/api/v1/searches/$id" | jq .progress.trials)" -gt 0 ]; do sleep 0.1; done
    jq -n --argjson page "$(echo "$page - $began" | bc | sed 's/^\./0./')" \
        --argjson trial "$(echo "$(date +%s.%N) - $began" | bc)" '{page: $page, trial: $trial}' >"$out"
    kill $fresh
    wait $fresh 2>/dev/null || true
    rm -rf "$work/fresh"
}

shared='{"name":"shared-weights","inFlight":4,"threads":2}'
alone='{"name":"stand-alone","inFlight":2,"threads":2}'

if ! $page_only; then
    first_result
    start
    experiment digits '"digits"' '{"name":"cell"}' "$shared" 300 60 \
        '{"name":"size","settings":{"widths":"16"}}' 1 2 3 4 5
    experiment adult '"adult"' '{"name":"mlp"}' "$alone" 300 20 \
        '{"name":"mlp","settings":{"maxDepth":1,"widths":"64"}}' 1 2 3
    experiment fashion-mnist '{"name":"fashion-mnist","settings":{"trainingShare":0.1}}' '{"name":"cell"}' "$shared" \
        1200 20 '{"name":"size","settings":{"widths":"16"}}' 1 2
fi

docs/results-page.sh "$work" >"$work/page.md"
mv "$work/page.md" docs/results.md
echo "wrote docs/results.md"
