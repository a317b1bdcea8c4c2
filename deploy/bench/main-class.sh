# Runs a main class of the benchmarks; for the scripts beside this file, which set here.
# shellcheck shell=bash disable=SC2154

# Finds the JDK, and the classes that ./mvnw package has made.
need_build() {
    # shellcheck source=deploy/local/jdk.sh
    source "$here/../local/jdk.sh"
    if [[ ! -e "$here/target/launcher/openvtn-bench-1.0.0-SNAPSHOT.jar" ]]; then
        echo "$(basename "$0"): it is not built; ./mvnw -DskipTests package builds it" >&2
        exit 1
    fi
}

# main_class CLASS JVM-OPTION… -- ARGUMENT…: a class below io.openvtn.bench, in the place of this process
main_class() {
    local repository class="$1" options=()
    repository="$(cd "$here/../.." && pwd)"
    shift
    while [[ "$1" != -- ]]; do
        options+=("$1")
        shift
    done
    need_build
    if [[ -t 2 && -z "${NO_COLOR:-}" ]]; then
        export BENCH_TERMINAL=yes
    fi
    options+=(-Dopenvtn.repository="$repository" -Dopenvtn.data="$repository/deploy/local/.data")
    exec "$java" "${options[@]}" -cp "$here/target/launcher/*" "io.openvtn.bench.$class" "${@:2}"
}
