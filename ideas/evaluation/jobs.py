"""What the clock does with cases."""

from ideas.evaluation import commands
from ideas.kernel.jobs import transaction


def run_due() -> int:
    """Timer actions whose moment has come, for example closing a question nobody answered."""
    with transaction():
        return commands.run_due()
