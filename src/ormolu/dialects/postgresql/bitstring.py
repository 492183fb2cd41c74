"""BitString: a string of "0" and "1" that can be combined bit by bit, as PostgreSQL's BIT types hold it.

Rule: https://www.postgresql.org/docs/current/functions-bitstring.html.
"""

from __future__ import annotations

from typing import Any, Literal, SupportsIndex

__all__ = ["BitString"]


class BitString(str):
    """Bits, the most significant one first. It is a str, so that drivers and callers may take it as one.

    Raises ValueError for other characters than "0" and "1".
    """

    def __new__(cls, _value: str, _check: bool = True) -> BitString:
        if isinstance(_value, BitString):
            return _value
        if _check and _value.strip("01"):
            raise ValueError(f"BitString must only contain '0' and '1' chars, got {_value!r}")
        return super().__new__(cls, _value)

    @classmethod
    def _of(cls, value: int, length: int) -> BitString:
        return cls(format(value, f"0{length}b") if length else "", _check=False)

    @classmethod
    def from_int(cls, value: int, length: int) -> BitString:
        """The bits of a whole number that is not negative, in `length` bits. Raises ValueError when it needs more."""
        if value < 0:
            raise ValueError("value must be non-negative")
        if length < 0:
            raise ValueError("length must be non-negative")
        bits = format(value, "b") if value else ""
        if len(bits) > length:
            raise ValueError(f"Cannot encode {value} as a BitString of length {length}")
        return cls(bits.rjust(length, "0"), _check=False)

    @classmethod
    def from_bytes(cls, value: bytes, length: int = -1) -> BitString:
        """The bits of `value`, its last `length` ones. Raises ValueError when a longer one leaves out a 1."""
        bits = "".join([format(byte, "08b") for byte in value])
        if length < 0:
            return cls(bits, _check=False)
        if length > len(bits):
            return cls(bits.rjust(length, "0"), _check=False)
        cut = len(bits) - length
        if "1" in bits[:cut]:
            raise ValueError(f"Cannot encode {value!r} as a BitString of length {length}")
        return cls(bits[cut:], _check=False)

    def get_bit(self, index: int) -> Literal["0", "1"]:
        """The bit at `index`, counted from the left."""
        return str.__getitem__(self, index)  # type: ignore[return-value]  # by construction

    def has_bit(self, index: int) -> bool:
        """Whether the bit at `index` is 1."""
        return self.get_bit(index) == "1"

    def set_bit(self, index: int, value: bool | int | Literal["0", "1"]) -> BitString:
        """A copy with another bit at `index`. Raises IndexError beyond the end."""
        if index < 0 or index >= len(self):
            raise IndexError("BitString index out of range")
        bit = "1" if value in (True, 1, "1") else "0"
        if self.get_bit(index) == bit:
            return self
        return BitString(
            f"{str.__getitem__(self, slice(0, index))}{bit}{str.__getitem__(self, slice(index + 1, None))}"
        )

    @property
    def bit_length(self) -> int:
        """The number of bits."""
        return len(self)

    @property
    def octet_length(self) -> int:
        """The number of bytes that the bits need."""
        return (len(self) + 7) // 8

    def to_bytes(self, length: int = -1) -> bytes:
        """The bits as bytes, aligned to the right; length: of the bytes, default as many as needed."""
        return int(self).to_bytes(length if length >= 0 else self.octet_length, byteorder="big")

    def lstrip(self, char: str | None = None) -> BitString:
        """Without zeros (or `char`) at the left."""
        return BitString(super().lstrip("0" if char is None else char), _check=False)

    def rstrip(self, char: str | None = "0") -> BitString:
        """Without zeros (or `char`) at the right."""
        return BitString(super().rstrip("0" if char is None else char), _check=False)

    def strip(self, char: str | None = "0") -> BitString:
        """Without zeros (or `char`) at both ends."""
        return BitString(super().strip("0" if char is None else char), _check=False)

    def removeprefix(self, prefix: str, /) -> BitString:
        """Without `prefix` at the left."""
        return BitString(super().removeprefix(prefix), _check=False)

    def removesuffix(self, suffix: str, /) -> BitString:
        """Without `suffix` at the right."""
        return BitString(super().removesuffix(suffix), _check=False)

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> BitString:
        """With `new` in place of `old`. Raises ValueError when `new` is no bit string."""
        return BitString(super().replace(old, new, count))

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        """The parts between `sep`, as bit strings."""
        return [BitString(part) for part in super().split(sep, maxsplit)]

    def zfill(self, width: SupportsIndex) -> BitString:
        """With zeros at the left, up to `width` bits."""
        return BitString(super().zfill(width), _check=False)

    def __repr__(self) -> str:
        return f'BitString("{self}")'

    def __str__(self) -> str:
        return str.__getitem__(self, slice(None))

    def __int__(self) -> int:
        return int(str.__getitem__(self, slice(None)), 2) if self else 0

    def __bytes__(self) -> bytes:
        return self.to_bytes()

    def __getitem__(self, key: SupportsIndex | slice[Any, Any, Any]) -> BitString:
        return BitString(super().__getitem__(key), _check=False)

    def __add__(self, o: str) -> BitString:
        """Both one after the other."""
        if not isinstance(o, str):
            raise TypeError(f"Can only concatenate str (not '{type(o)}') to BitString")
        return BitString(str.__add__(self, o))

    def __radd__(self, o: str) -> BitString:
        if not isinstance(o, str):
            raise TypeError(f"Can only concatenate str (not '{type(o)}') to BitString")
        return BitString(str.__add__(o, str.__getitem__(self, slice(None))))

    def __lshift__(self, amount: int) -> BitString:
        """Bits moved to the left, zeros after them; the length stays."""
        kept = str.__getitem__(self, slice(max(0, amount), None))
        return BitString(kept.ljust(len(self), "0"), _check=False)

    def __rshift__(self, amount: int) -> BitString:
        """Bits moved to the right, zeros before them; the length stays."""
        kept = str.__getitem__(self, slice(0, max(0, len(self) - max(0, amount))))
        return BitString(kept.rjust(len(self), "0"), _check=False)

    def __invert__(self) -> BitString:
        """Each bit the other way."""
        return BitString(str.translate(self, _INVERTED), _check=False)

    def _paired(self, other: Any) -> BitString | None:
        if not isinstance(other, str):
            return None
        bits = BitString(other)
        if len(self) != len(bits):
            raise ValueError("Operands must be the same length")
        return bits

    def __and__(self, o: str) -> BitString:
        other = self._paired(o)
        return NotImplemented if other is None else BitString._of(int(self) & int(other), len(self))

    def __or__(self, o: str) -> BitString:
        other = self._paired(o)
        return NotImplemented if other is None else BitString._of(int(self) | int(other), len(self))

    def __xor__(self, o: str) -> BitString:
        other = self._paired(o)
        return NotImplemented if other is None else BitString._of(int(self) ^ int(other), len(self))

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


_INVERTED = {ord("0"): "1", ord("1"): "0"}
