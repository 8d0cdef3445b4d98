"""Regular expressions that somebody else may have written: RE2 matches them in linear time, whatever they are.

They are written as for Python's `re`, and its classes of characters mean what they mean there: all of Unicode.
"""

from __future__ import annotations

import re
from typing import Any

MEMORY = 64 << 20  # bytes that an automaton may grow to; with too few, many patterns in one are slow

_SPELLINGS = {"ا": "اأإآٱ", "ي": "يىی", "ك": "كک", " ": " \xa0"}
_CLASSES = {"s": r"\s\v\x{1c}-\x{1f}\x{85}\p{Z}", "d": r"\p{Nd}", "w": r"_\p{L}\p{N}"}
_PIECE = re.compile(r"\\.|\[\^?\]?|.", re.DOTALL)
_LOOKS = re.compile(r"\(\?<?[=!]")
_BOUNDARY = r"{} knows no Arabic letters; write \s or the letters that stand there"
_NEGATED = r"{} stands between [ and ], where only small letters can: \s, \d, \w"
_LOOK = "{} looks at what it does not match, which can take for ever; write that into the pattern itself"


def compiled(pattern: str) -> Any:
    """Compile a pattern that has gone through `translated`, or several joined; capital letters count as small ones.

    Raises
    ------
    ValueError
        If RE2 does not understand it, or it needs more memory than it may take.
    """
    import re2

    options = re2.Options()
    options.max_mem, options.case_sensitive, options.log_errors = MEMORY, False, False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def check(pattern: str) -> None:
    """Refuse a pattern that cannot be matched in linear time, or that is no regular expression.

    Raises
    ------
    ValueError
        With what is wrong and what to write instead.
    """
    if compiled(translated(pattern)).groupindex:
        raise ValueError("a group with a name, (?P<name>...), has no use here; write (?:...)")


def translated(pattern: str) -> str:
    r"""Write a pattern in the words of RE2; in it ا, ي, ك and a space stand for all their spellings.

    >>> translated(r"كم\s[ا،]")
    '[كک]م[\\s\\v\\x{1c}-\\x{1f}\\x{85}\\p{Z}][اأإآٱ،]'

    Raises
    ------
    ValueError
        If it holds what RE2 does not have, or what means something else there.
    """
    if look := _LOOKS.search(pattern):
        raise ValueError(_LOOK.format(look.group()))
    written = []
    inside = False  # between [ and ]
    for piece in _PIECE.findall(pattern):
        if piece[0] == "\\":
            written.append(_escape(piece, inside))
        elif piece in _SPELLINGS:
            written.append(_SPELLINGS[piece] if inside else f"[{_SPELLINGS[piece]}]")
        else:
            written.append("\\" + piece if inside and piece[0] == "[" else piece)
            inside = piece != "]" and (inside or piece[0] == "[")
    return "".join(written)


def _escape(piece: str, inside: bool) -> str:
    name = piece[1:]
    if name in ("b", "B") and not inside:
        raise ValueError(_BOUNDARY.format(piece))
    if name in ("S", "D", "W") and inside:
        raise ValueError(_NEGATED.format(piece))
    if characters := _CLASSES.get(name.lower()):
        return characters if inside else f"[{'^' if name.isupper() else ''}{characters}]"
    return piece
