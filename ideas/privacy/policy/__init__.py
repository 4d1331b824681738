"""Pure rules about what people write: see `check`."""

from ideas.privacy.policy.check import Check, Found, check
from ideas.privacy.policy.door import Door, right_door
from ideas.privacy.policy.signs import ASSISTANCE, COMPLAINT, DOORS, EMERGENCY, IDEA

__all__ = ["ASSISTANCE", "COMPLAINT", "DOORS", "EMERGENCY", "IDEA", "Check", "Door", "Found", "check", "right_door"]
