"""What the clock does with promises to tell: spread them, write the mails, hand them over."""

from ideas.notifications.jobs.fan_out import fan_out
from ideas.notifications.jobs.mail import deliver_mail

__all__ = ["deliver_mail", "fan_out"]
