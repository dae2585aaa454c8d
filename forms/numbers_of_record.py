"""Numbers the state gives people and bodies: the check digit tells a slip of the pen."""

import re
from datetime import date

ID_NUMBER = re.compile(r"\d{17}[\dXx]", re.ASCII)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_DIGITS = "10X98765432"
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = re.compile(rf"[{CREDIT_LETTERS}]{{2}}\d{{6}}[{CREDIT_LETTERS}]{{10}}", re.ASCII)


def is_id_number(text: str) -> bool:
    """Tell whether a text is a citizen's number (GB 11643-1999 §4: birthday, ISO 7064 check)."""
    if not ID_NUMBER.fullmatch(text) or not is_date(text[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, ID_WEIGHTS, strict=False))
    return ID_DIGITS[total % 11] == text[17].upper()


def is_credit_code(text: str) -> bool:
    """Tell whether a text is a unified social credit code (GB 32100-2015 §5: MOD 31-3)."""
    if not CREDIT_CODE.fullmatch(text):
        return False
    total = sum(
        CREDIT_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(text[:17])
    )
    return CREDIT_LETTERS[-total % 31] == text[17]


def is_date(digits: str) -> bool:
    """Tell whether eight digits are a day of the calendar."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
