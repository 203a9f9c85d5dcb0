#!/usr/bin/env bash
# Times reading and writing of one CT against other programs, in turn, and prints a table of ratios: src/bench/peers.sh [ROUNDS]
#
#   PEERS       folder of the scripts that time the others (bench_nifti.py, bench_dicom.py, bench_itk.py); without it ours alone is timed
#   PERF_DATA   folder of the files, made by PEERS/make_data.py
#   REPS        how often ours is timed in a round, PERF_REPS how often the others
#   CLASSES     where the program is compiled, and CLASSPATH what it needs; by default Maven is asked
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3}
cache=$HOME/.cache/maskwright-peers
data=${PERF_DATA:-$cache/data}
PEERS=${PEERS:-../shared/bench/peers}
[ -f "$data/gz/ct512.nii.gz" ] || { echo "no files in $data: nothing to time (make_data.py of the peers makes them)"; exit 0; }
if [ -z "${CLASSES:-}" ]; then
  ./mvnw -q compile
  CLASSES=target/classes
fi
[ -n "${CLASSPATH:-}" ] || { ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/classpath.txt; CLASSPATH=$(cat target/classpath.txt); }
work=$PWD/target/peers
rm -rf "$work"
mkdir -p "$work"/data/dicom_{jpegll,rle,jpegls,deflated,j2k} "$work/work"
# links, with empty folders where the peers' scripts would compress the whole series first
ln -s "$data"/{ct512.nii,ct512.npy,organ512.nii,organ512.npy,gz,dicom} "$work/data"
[ ! -d "$cache/work/itk" ] || ln -s "$cache/work/itk" "$work/work/itk"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --version 2> /dev/null | grep -qE "^[a-z]+ (2[5-9]|[3-9][0-9])" || { echo "Java 25 is needed: set JAVA_HOME"; exit 1; }
results=$work/results.jsonl

peer() { # script, tasks
  [ -f "$PEERS/$1" ] || return 0
  (cd "$PEERS" && PYTHONDONTWRITEBYTECODE=1 PERF_DATA=$work/data PERF_WORK=$work/work PERF_WAIT=${PERF_WAIT:-1} PERF_REPS=${PERF_REPS:-4} PERF_ATTEMPTS=1 PERF_ONLY=$2 \
    /usr/bin/python3 "$1" 2>> "$work/errors.txt" || true) >> "$results"
}

pack() { # pigz is no program of images, but packs for several of them
  command -v pigz > /dev/null || return 0
  local TIMEFORMAT='%R %U %S' wall user sys i
  for i in 1 2 3 4; do
    read -r wall user sys < <({ time pigz -1 -c "$data/ct512.nii" > "$work/work/pigz.gz"; } 2>&1)
    awk -v w="$wall" -v c="$user" -v s="$sys" 'BEGIN { printf "{\"task\": \"nifti_write_gz\", \"peer\": \"pigz -1\", \"median_s\": %s, \"min_s\": %s, \"cpu_s\": %.3f}\n", w, w, c + s }' >> "$results"
  done
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)" >&2
  "$java" -Xmx6g -cp "$CLASSES:$CLASSPATH" src/bench/java/org/maskwright/bench/PeerFiles.java measure "$data" "$work/work" "${REPS:-8}" >> "$results"
  peer bench_nifti.py nifti_read_gz,nifti_read_raw,nifti_write_gz,nifti_write_raw,label_write_gz,label_read_gz
  peer bench_dicom.py dicom_series
  [ ! -x "$work/work/itk/itk_bench" ] || peer bench_itk.py nifti_read_gz,nifti_read_raw,nifti_write_raw,label_write_gz,dicom_series
  pack
done
"$java" -cp "$CLASSES:$CLASSPATH" src/bench/java/org/maskwright/bench/PeerFiles.java compare "$results"
rm -rf "$work/work"/*.nii* "$work/work/pigz.gz"
