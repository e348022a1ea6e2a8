# To be sourced: builds the benchmarks if they are not built, and names their class path.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
if [ ! -f "$root/benchmarks/target/benchmarks.jar" ]; then
  (cd "$root" && mvn -B -q package -DskipTests)
fi
classpath="$root/benchmarks/target/benchmarks.jar:$root/benchmarks/target/peers/*"
flags="-Xms2g -Xmx8g -XX:+UseParallelGC"
