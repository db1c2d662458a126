# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal's Ed25519 key, by libsodium."""

import base64
import ctypes
import ctypes.util

SODIUM = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
if SODIUM.sodium_init() < 0:
    raise RuntimeError("libsodium does not start")


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class TerminalKey:
    def __init__(self):
        public = ctypes.create_string_buffer(32)
        self._secret = ctypes.create_string_buffer(64)
        SODIUM.crypto_sign_keypair(public, self._secret)
        self.public = encode(public.raw)

    def sign(self, text):
        data = text.encode()
        signature = ctypes.create_string_buffer(64)
        SODIUM.crypto_sign_detached(signature, None, data, ctypes.c_ulonglong(len(data)),
                                    self._secret)
        return encode(signature.raw)
