# Runs a main class of the benchmarks; for the scripts beside this file, which set here.
# shellcheck shell=bash disable=SC2154

# main_class CLASS ARGUMENT…: a class below io.openvtn.bench
main_class() {
    local repository
    repository="$(cd "$here/../.." && pwd)"
    # shellcheck source=deploy/local/jdk.sh
    source "$repository/deploy/local/jdk.sh"
    if [[ ! -e "$here/target/launcher/openvtn-bench-1.0.0-SNAPSHOT.jar" ]]; then
        echo "$(basename "$0"): it is not built; ./mvnw -DskipTests package builds it" >&2
        exit 1
    fi
    if [[ -t 2 ]]; then
        export BENCH_TERMINAL=yes
    fi
    exec "$java" -Dopenvtn.repository="$repository" -Dopenvtn.data="$repository/deploy/local/.data" \
        -cp "$here/target/launcher/*" "io.openvtn.bench.$1" "${@:2}"
}
