"""The refusal of files that cannot become a program."""

from collections.abc import Iterable

from engine.domain.findings import Finding


class DiagramRefused(Exception):
    """Raised when files cannot become a program; `findings` say why, where, and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.sentence("en") for finding in self.findings))
