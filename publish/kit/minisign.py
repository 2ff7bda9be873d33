"""Signatures and keys as minisign writes them: Ed25519, with the file hashed first (BLAKE2b).

The layout of the lines is minisign's own; ``minisign -V`` judges what is made here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ALGORITHM: Final = b"Ed"
_HASHED: Final = b"ED"
"""Marks a signature that is of a file's BLAKE2b-512 digest, not of the file."""

_NO_PASSWORD: Final = b"\x00\x00"
_CHECK: Final = b"B2"
_SALT_AND_COST_BYTES: Final = 32 + 8 + 8
_ID_BYTES: Final = 8
_SECRET_BYTES: Final = 64
_CHECK_BYTES: Final = 32
_HEAD_BYTES: Final = len(_ALGORITHM) + len(_NO_PASSWORD) + len(_CHECK) + _SALT_AND_COST_BYTES
_KEY_BYTES: Final = _HEAD_BYTES + _ID_BYTES + _SECRET_BYTES + _CHECK_BYTES

_UNTRUSTED: Final = "untrusted comment: "
_TRUSTED: Final = "trusted comment: "


@dataclass(frozen=True, slots=True, repr=False)
class SecretKey:
    """A key to sign with: the eight bytes that name the pair, and Ed25519's seed of 32."""

    number: bytes
    seed: bytes

    @property
    def public(self) -> bytes:
        """The 32 bytes that a signature is verified with (RFC 8032)."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def name(self) -> str:
        """How minisign names the pair: its number, in hexadecimal."""
        return f"{int.from_bytes(self.number, 'little'):016X}"

    def sign(self, content: bytes) -> bytes:
        """An Ed25519 signature, the same for the same content."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(content)


def public_key(key: SecretKey) -> str:
    """The file of the public key, for whoever verifies; its second line is for ``-P``."""
    content = _ALGORITHM + key.number + key.public
    return f"{_UNTRUSTED}minisign public key {key.name}\n{_encoded(content)}\n"


def secret_key(key: SecretKey) -> str:
    """The file of the secret key, without a password."""
    secret = key.number + key.seed + key.public
    head = _ALGORITHM + _NO_PASSWORD + _CHECK + bytes(_SALT_AND_COST_BYTES)
    return f"{_UNTRUSTED}minisign secret key\n{_encoded(head + secret + _check(secret))}\n"


def read_secret_key(file: str) -> SecretKey:
    """The key in such a file, whoever made it.

    Raises ValueError, in words for its owner, where it is none, is damaged or has a password.
    """
    lines = file.splitlines()
    try:
        content = base64.b64decode(lines[1], validate=True)
    except (IndexError, binascii.Error, ValueError):
        content = b""
    if len(content) != _KEY_BYTES or not content.startswith(_ALGORITHM):
        raise ValueError("this is no secret key of minisign")
    if content[2:4] != _NO_PASSWORD:
        raise ValueError("the key has a password; minisign -C -W takes it off")
    secret = content[_HEAD_BYTES:-_CHECK_BYTES]
    key = SecretKey(secret[:_ID_BYTES], secret[_ID_BYTES : _ID_BYTES + 32])
    checks = (_check(secret), bytes(_CHECK_BYTES))  # minisign leaves it empty without a password
    if content[-_CHECK_BYTES:] not in checks or secret[-32:] != key.public:
        raise ValueError("the key is damaged")
    return key


def signature(content: bytes, key: SecretKey, comment: str) -> str:
    """The file of a detached signature of ``content``.

    ``comment`` is a line that is signed along with it and shown to whoever verifies.
    """
    signed = key.sign(hashlib.blake2b(content).digest())
    both = key.sign(signed + comment.encode())
    return (
        f"{_UNTRUSTED}signature from minisign secret key {key.name}\n"
        f"{_encoded(_HASHED + key.number + signed)}\n"
        f"{_TRUSTED}{comment}\n"
        f"{_encoded(both)}\n"
    )


def _check(secret: bytes) -> bytes:
    return hashlib.blake2b(_ALGORITHM + secret, digest_size=_CHECK_BYTES).digest()


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()
