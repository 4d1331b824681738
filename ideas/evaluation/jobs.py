"""What the clock does with cases."""

from ideas.evaluation import commands
from ideas.kernel.jobs import transaction


def run_due() -> int:
    """Timer actions whose moment has come, for example closing a question nobody answered; then warnings."""
    with transaction():
        moved = commands.run_due()
    with transaction():
        return moved + commands.watch()
