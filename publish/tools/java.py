"""Java, which the validators run on."""

from __future__ import annotations

from publish.tools.program import Program

JAVA = Program("java", package="default-jre-headless")

# Short-lived virtual machines: the first compiler and the plain collector halve the time. The
# bound is so that a hostile file cannot have the memory of the machine.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m")
