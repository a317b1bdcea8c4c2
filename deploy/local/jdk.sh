# shellcheck shell=bash
# Sourced by the scripts beside it: finds a JDK of version 17 or newer and sets $java, or says how to get one.
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
if ! command -v "$java" >/dev/null; then
    echo "$(basename "$0"): no JDK found. Install version 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)," \
        "or set JAVA_HOME to one" >&2
    exit 1
fi
version="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')"
if [[ "$version" == 1.* ]] || ((${version%%.*} < 17)); then
    echo "$(basename "$0"): $java is version $version, OpenVTN needs 17 or newer. Set JAVA_HOME to a newer JDK" >&2
    exit 1
fi
