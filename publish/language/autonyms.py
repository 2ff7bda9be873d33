"""What languages are called by those who speak them, where CLDR has no locale to ask.

A row is a tag (BCP 47) and the name in the script that the tag means, with a capital as in a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

AUTONYMS: Final[Mapping[str, str]] = {
    "ady": "Адыгабзэ",
    "aii": "ܣܘܪܝܬ",
    "ary": "الدارجة المغربية",
    "arz": "المصرية العامية",
    "ckb-Latn": "Kurdîy nawendî",
    "crh": "Къырымтатарджа",
    "crh-Latn": "Qırımtatarca",
    "hak": "客家語",
    "iu-Latn": "Inuktitut",
    "ku-Arab": "کوردی (کورمانجی)",
    "lzz": "Lazuri",
    "nan": "閩南語",
    "rom": "Romani čhib",
    "udm": "Удмурт кыл",
    "ug-Cyrl": "Уйғурчә",
    "ug-Latn": "Uyghurche",
    "wuu": "吴语",
    "xal": "Хальмг келн",
    "zza": "Zazaki",
}
