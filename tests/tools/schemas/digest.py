"""What an input is known by."""

import hashlib


def digest(data):
    """A short SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]
