"""Every rule of form_fields.json, broken once: what is typed, and where which message must stand."""

from tests.forms.violations import company, funding, market, team, workspace
from tests.forms.violations._row import Violation

VIOLATIONS = [*company.ROWS, *team.ROWS, *market.ROWS, *workspace.ROWS, *funding.ROWS]

__all__ = ["VIOLATIONS", "Violation"]
