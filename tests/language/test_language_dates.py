"""Dates and intervals, language by language; a tilde stands for a no-break space."""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import datetime

import pytest
from babel import localedata

from publish.language.dates import date, interval, months
from publish.language.profiles import profile

DAY = Day(2023, 10, 22)

WRITTEN = {
    "en": ("22~October 2023", "20–22~October 2023", "30~September~– 2~October 2023"),
    "en-US": ("October~22, 2023", "October~20–22, 2023", "September~30~– October~2, 2023"),
    "ru": ("22~октября 2023~г.", "20–22~октября 2023~г.", "30~сентября~– 2~октября 2023~г."),
    "es": (
        "22~de~octubre de 2023",
        "20–22~de~octubre de 2023",
        "30~de~septiembre~– 2~de~octubre de 2023",
    ),
    "ar": ("22~أكتوبر 2023", "20–22~أكتوبر 2023", "30~سبتمبر~– 2~أكتوبر 2023"),
    "ar-EG": ("٢٢~أكتوبر ٢٠٢٣", "٢٠–٢٢~أكتوبر ٢٠٢٣", "٣٠~سبتمبر~– ٢~أكتوبر ٢٠٢٣"),
    "fr": ("22~octobre 2023", "20–22~octobre 2023", "30~septembre~– 2~octobre 2023"),
    "pt": (
        "22~de~outubro de 2023",
        "20–22~de~outubro de 2023",
        "30~de~setembro~– 2~de~outubro de 2023",
    ),
    "de": ("22.~Oktober 2023", "20.–22.~Oktober 2023", "30.~September~– 2.~Oktober 2023"),
    "it": ("22~ottobre 2023", "20–22~ottobre 2023", "30~settembre~– 2~ottobre 2023"),
    "el": ("22~Οκτωβρίου 2023", "20–22~Οκτωβρίου 2023", "30~Σεπτεμβρίου~– 2~Οκτωβρίου 2023"),
    "tr": ("22~Ekim 2023", "20–22~Ekim 2023", "30~Eylül~– 2~Ekim 2023"),
    "fa": ("۲۲~اکتبر ۲۰۲۳", "۲۰~تا~۲۲~اکتبر ۲۰۲۳", "۳۰~سپتامبر~تا ۲~اکتبر ۲۰۲۳"),
    "he": ("22~באוקטובר 2023", "20–22~באוקטובר 2023", "30~ספטמבר~– 2~אוקטובר 2023"),
    "zh-Hans": ("2023年10月22日", "2023年10月20日至22日", "2023年9月30日至10月2日"),
    "tlh": ("2023-10-22", "2023-10-20~– 2023-10-22", "2023-09-30~– 2023-10-02"),
}


def _shown(text: str) -> str:
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_day_and_spans_of_days(tag: str) -> None:
    whose = profile(tag, "en")
    assert (
        _shown(date(DAY, whose)),
        _shown(interval(Day(2023, 10, 20), DAY, whose)),
        _shown(interval(Day(2023, 9, 30), Day(2023, 10, 2), whose)),
    ) == WRITTEN[tag]


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "30~December 2023~– 2~January 2024"),
        ("ru", "30~декабря 2023~г.~– 2~января 2024~г."),
        ("fa", "۳۰~دسامبر ۲۰۲۳~تا ۲~ژانویهٔ ۲۰۲۴"),
    ],
)
def test_a_span_over_the_new_year(tag: str, written: str) -> None:
    assert _shown(interval(Day(2023, 12, 30), Day(2024, 1, 2), profile(tag, "en"))) == written


def test_a_span_of_one_day_is_that_day() -> None:
    assert interval(DAY, DAY, profile("ru", "en")) == date(DAY, profile("ru", "en"))


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        interval(DAY, Day(2023, 10, 20), profile("en", "en"))


def test_a_moment_is_written_as_its_day() -> None:
    assert _shown(date(datetime(2023, 10, 31, 11, 0), profile("en", "en"))) == "31~October 2023"


@pytest.mark.parametrize(
    ("tag", "written"), [("fr", "1er~mai 2023"), ("it", "1º~maggio 2023"), ("en", "1~May 2023")]
)
def test_the_first_of_a_month(tag: str, written: str) -> None:
    assert _shown(date(Day(2023, 5, 1), profile(tag, "en"))) == written


def test_the_first_of_a_month_in_a_span() -> None:
    written = interval(Day(2023, 5, 1), Day(2023, 5, 11), profile("fr", "en"))
    assert _shown(written) == "1er–11~mai 2023"


def test_months_come_with_what_joins_them_to_a_day() -> None:
    assert "de octubre" in months(profile("es", "en").locale)
    assert "באוקטובר" in months(profile("he", "en").locale)
    assert "October" in months(profile("en", "en").locale)


def test_every_locale_of_cldr_writes_dates_without_stray_controls() -> None:
    for name in localedata.locale_identifiers():
        whose = profile(name.replace("_", "-"), "en")
        for text in (date(DAY, whose), interval(Day(2023, 9, 30), DAY, whose)):
            assert text, name
            assert not re.search("[\u200e\u200f\u061c\u2009\u202f]", text), name
