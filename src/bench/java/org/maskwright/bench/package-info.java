/// How fast the deeds are that a hand waits for. `./mvnw -q -Pbench verify` runs them all; the figures stand in
/// `src/site/markdown/benchmarks.md`; `src/bench/peers.sh` times other programs on the same files in turn,
/// `src/bench/speed.sh` plain PyTorch on the same networks. Must never be needed by the program or a test.
package org.maskwright.bench;
