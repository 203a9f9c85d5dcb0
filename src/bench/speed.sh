#!/usr/bin/env bash
# Times training and proposing against plain PyTorch on the same network, in turn: src/bench/speed.sh [ROUNDS]
#
#   CLASSES  where the program is compiled, and CLASSPATH what it needs; by default Maven is asked
#   PYTHON   a Python that has torch and numpy (Debian: python3-torch); /usr/bin/python3 unless said
#   BENCH    SpeedBench unless said; MemoryBench prints what 2,000 steps and 2,000 proposals leave in memory
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${CLASSES:-}" ]; then
  ./mvnw -q compile
  CLASSES=target/classes
fi
[ -n "${CLASSPATH:-}" ] || { ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath.txt; CLASSPATH=$(cat target/classpath.txt); }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --version 2> /dev/null | grep -qE "^[a-z]+ (2[5-9]|[3-9][0-9])" || { echo "Java 25 is needed: set JAVA_HOME"; exit 1; }
exec "$java" --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dpython="${PYTHON:-/usr/bin/python3}" \
  -Xms256m -Xmx256m -XX:+AlwaysPreTouch -cp "$CLASSES:$CLASSPATH" "src/bench/java/org/maskwright/bench/${BENCH:-SpeedBench}.java" "$@"
