#!/usr/bin/env bash
# Writes the page of docs/results.sh from what its work folder holds. Intervals are 95 % (Student) over seeds.
set -euo pipefail
work=$1

# Reads numbers a line; prints mean and half-width of the interval in percent, or a dash.
interval() {
    jq -rs 'def t: [0,12.71,4.30,3.18,2.78,2.57,2.45,2.36,2.31,2.26,2.23,2.20,2.18,2.16,2.14,2.13,2.12,2.11,2.10,2.09,
                     2.09,2.08,2.07,2.07,2.06,2.06][([. - 1, 25] | min)];
        def r: . * 10000 | round / 100;
        length as $n | if $n == 0 then "-" else (add / $n) as $m
        | if $n == 1 then "\($m | r) (one run)" else
            ((map(. - $m | . * .) | add / ($n - 1) | sqrt) / ($n | sqrt) * ($n | t)) as $h
            | "\($m | r) ± \($h | r)" end end'
}

# models METRIC FILE...: that metric of every trained model in the files, a line each.
models() {
    local metric=$1
    shift
    cat "$@" 2>/dev/null | jq -r --arg metric "$metric" '.models[].metrics[$metric]'
}

# chosen METRIC FILE...: that metric of the model that each search recommends, a line each.
chosen() {
    local metric=$1
    shift
    cat "$@" 2>/dev/null |
        jq -r --arg metric "$metric" '.search.best.modelId as $id | .models[] | select(.id == $id) | .metrics[$metric]'
}

# verdict NAME: what the search found against random architectures, both retrained; Welch's interval over models.
verdict() {
    jq -nr --slurpfile found <(chosen test.accuracy "$work/$1"-ppo-*.json) \
        --slurpfile random <(models test.accuracy "$work/$1"-random-*.json) '
        def mean: add / length;
        def variance: mean as $m | map(. - $m | . * .) | add / (length - 1) / length;
        def r: . * 10000 | round / 100;
        if ($found | length) < 2 or ($random | length) < 2 then empty else
        (($found | mean) - ($random | mean)) as $d
        | (($found | variance) + ($random | variance) | sqrt * 2.2) as $h
        | "Found by the search less random: \($d | r) ± \($h | r) points: " +
          (if $d > $h then "the search finds better networks than chance."
           elif $d < -$h then "the search finds worse networks than chance."
           else "no difference can be told from these runs; the search has not beaten random architectures here." end)
        end'
    echo
}

mean() {
    jq -rs 'if length == 0 then "-" else add / length | round end'
}

table() {
    local name=$1 kind row
    ls "$work/$name"-ppo-*.json >/dev/null 2>&1 || { echo "Not run yet."; echo; return; }
    echo "| network | test accuracy, % | models | parameters, mean |"
    echo "|---|---|---|---|"
    for row in "chosen:ppo:found by the search, retrained" \
        "models:random:random architectures, trained the same way" \
        "chosen:random:of every five random ones the best on the validation part" \
        "models:hand:made by hand, trained the same way"; do
        IFS=: read -r which kind words <<<"$row"
        echo "| $words | $("$which" test.accuracy "$work/$name-$kind"-*.json | interval) |" \
            "$("$which" test.accuracy "$work/$name-$kind"-*.json | wc -l) |" \
            "$("$which" parameters "$work/$name-$kind"-*.json | mean) |"
    done
    if [ -s "$work/$name-trees.txt" ]; then
        echo "| gradient-boosted trees (Tribuo XGBoost) | $(interval <"$work/$name-trees.txt") |" \
            "$(wc -l <"$work/$name-trees.txt") | - |"
    fi
    echo
    verdict "$name"
}

# Best validation score so far beside uniformly drawn architectures scored with the same weights, seed by seed.
curve() {
    local name=$1 file
    ls "$work/$name"-ppo-*.json >/dev/null 2>&1 || return 0
    echo "Mean validation accuracy of the proposals (%) in each quarter of the search. Controls are uniformly drawn"
    echo "architectures scored with the same shared weights in the same rounds (10th percentile, mean, 90th)."
    echo
    echo "| seed | trials | 1st quarter | 2nd | 3rd | 4th | best | controls in the 4th |"
    echo "|---|---|---|---|---|---|---|---|"
    for file in "$work/$name"-ppo-*.json; do
        jq -r 'def pc: . * 10000 | round / 100;
            def quarter($q): .[(length * $q / 4 | floor):(length * ($q + 1) / 4 | floor)];
            def mean: if length == 0 then null else add / length | pc end;
            [.trials[] | select(.outcome.score != null)] as $t
            | [.search.specification.seed, (.trials | length),
               ([0, 1, 2, 3][] as $q | $t | quarter($q) | map(.outcome.score) | mean),
               ($t | map(.outcome.score) | max | pc),
               ($t | quarter(3) | map(.outcome.metrics | select(has("random.mean"))) |
                 if length == 0 then "-" else
                 "\(map(."random.low") | mean), \(map(."random.mean") | mean), \(map(."random.high") | mean)" end)]
            | "| " + (map(tostring) | join(" | ")) + " |"' "$file"
    done
    echo
}

echo "# Results"
echo
echo "Written by \`docs/results.sh\`, which repeats all of it but the trees (datasets.md). Machine: $(nproc) cores," \
    "$(awk '/MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo) GB, $(date -u +%Y-%m-%d); a shared machine, so" \
    "what a time budget buys differs from run to run. Every test score was taken once, after the final training;" \
    "± is a 95 % interval over models."
echo
if [ -s "$work/note.txt" ]; then
    cat "$work/note.txt"
    echo
fi
echo "## Digits, \`cell\` space, PPO, shared weights, 5 minutes"
echo
if [ -s "$work/first-result.json" ]; then
    jq -r '"From `java -jar` to the page: \(.page | . * 10 | round / 10) s; to the first scored architecture, submitted" +
        " at once with nothing but the data set named: \(.trial | . * 10 | round / 10) s."' "$work/first-result.json"
    echo
fi
table digits
curve digits
echo "## Adult census, \`mlp\` space, PPO, stand-alone, 5 minutes"
echo
table adult
curve adult
echo "## Fashion-MNIST, 10 % of the training images, \`cell\` space, PPO, shared weights, 20 minutes"
echo
table fashion-mnist
curve fashion-mnist
