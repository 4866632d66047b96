"""Verbal nouns by their shape: «إرسال», «تعزيز», «إعادة», so that a clitic before one is seen."""

import re
from functools import lru_cache

from mithaq.ingest.wordforms import is_derived

_STRONG = re.compile("است..ا.|ان..ا.|ا.ت.ا.|ا..ا.|ت..ي.|ت.ا.[^ي]|م.ا..ه")
"""Shapes that only a verb's noun has where its root is a verb's: استخدام, انسحاب, احترام, إرسال, …"""
_WEAK = re.compile("ا.ا.ه|است.ا.ه|ا.ت.اء|ت.[^ا]يه")
"""Shapes of hollow and defective verbs, which need no root: إعادة, استعادة, انتهاء, تسوية."""


@lru_cache(maxsize=65536)
def is_verbal_noun(form: str) -> bool:
    """Whether a folded word, clitics and article aside, is the noun of a verb by its shape.

    >>> is_verbal_noun("اعاده"), is_verbal_noun("تعزيز"), is_verbal_noun("اريس"), is_verbal_noun("تجاري")
    (True, True, False, False)
    """
    if _WEAK.fullmatch(form):
        return True
    return _STRONG.fullmatch(form) is not None and is_derived(form)
