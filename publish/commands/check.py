"""``publish check``."""

from __future__ import annotations

from publish import report
from publish.commands.answering import finish, load_all, print_json
from publish.commands.asking import CONTENT, AsJson, Content, Statements


def command(
    statements: Statements = None, content: Content = CONTENT, as_json: AsJson = False
) -> None:
    """Check content: what was cleaned, what is missing, what differs, what has no face."""
    from publish.checks.content import check_statement

    loaded, problems = load_all(content, statements or [])
    findings = [finding for statement in loaded for finding in check_statement(statement)]
    if as_json:
        print_json(report.findings_data(findings, problems))
    else:
        report.print_findings(findings)
    finish(problems, report.findings_summary(findings), failed=report.any_error(findings))
