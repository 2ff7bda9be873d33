"""Java, which the validators run on."""

from __future__ import annotations

from publish.tools.run import Program

JAVA = Program("java", package="default-jre-headless")

# Short-lived virtual machines: the first compiler and the plain collector halve the time.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
