"""How often one address may try: sign-in, sign-up, proposals, comments."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, strategy="moving-window")
