"""Words: nothing that a page says is missing in any language, and nothing stands there unused."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

from geodata.figures import Nothing, Qualifier
from layouts.words import TEXTS, Words, flatten, read_texts
from tests.layouts.sites import KAZAKHSTAN, LANGUAGES, TESTLAND, kazakhstan, land_site, pages_of

ROOT = Path(__file__).parents[1]
FORMS = {"zero", "one", "two", "few", "many", "other"}
NAMES = re.compile(r"{(\w+)}")
# What no page says yet.
# Words that Kazakh has from Russian, letter for letter.
SHARED_BY_BOTH = {
    "Карта", "Карта (SVG)", "Карта (PNG)", "Карта (PDF)", "Карточка", "Партия", "комиссия", "форма",
    "миссия", "файл",
}  # fmt: skip
NOT_YET_SAID: set[str] = set()


def split_form(key: str) -> tuple[str, str]:
    """Key without its plural form, and the form ("" for none)."""
    head, _, form = key.rpartition(".")
    return (head, form) if form in FORMS else (key, "")


def sentences(language: str) -> dict[str, str]:
    return dict(read_texts(language))


def of_country(folder: Path, language: str) -> dict[str, str]:
    return dict(flatten(tomllib.loads((folder / "text" / f"{language}.toml").read_text("utf-8"))))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_language_says_what_english_says(language: str) -> None:
    here, english = ({split_form(key)[0] for key in sentences(one)} for one in (language, "en"))
    assert here == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_files_of_the_same_names(language: str) -> None:
    names = {path.name for path in (TEXTS / language).iterdir()}
    assert names == {path.name for path in (TEXTS / "en").iterdir()}


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("folder", [KAZAKHSTAN, TESTLAND], ids=["kz", "testland"])
def test_a_country_says_the_same_in_every_language(folder: Path, language: str) -> None:
    assert of_country(folder, language).keys() == of_country(folder, "en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_says_one_thing_twice(language: str) -> None:
    found: list[str] = []
    for path in (TEXTS / language).glob("*.toml"):
        found += [key for key, _ in flatten(tomllib.loads(path.read_text("utf-8")))]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_does_not_speak_over_the_program(language: str) -> None:
    assert not sentences(language).keys() & of_country(KAZAKHSTAN, language).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_the_language_can_ask_for(language: str) -> None:
    askable = Locale.parse(language).plural_form.tags | {"other"}
    forms: dict[str, set[str]] = {}
    for key in sentences(language):
        head, form = split_form(key)
        if form:
            forms.setdefault(head, set()).add(form)
    assert forms
    for head, found in forms.items():
        assert "other" in found, head
        assert found <= askable, head


def test_every_russian_count_has_all_forms_or_one_for_all() -> None:
    forms: dict[str, set[str]] = {}
    for key in sentences("ru"):
        head, form = split_form(key)
        if form:
            forms.setdefault(head, set()).add(form)
    assert {frozenset(found) for found in forms.values()} <= {
        frozenset({"one", "few", "many", "other"}),
        frozenset({"other"}),
    }


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_sentence_names_the_same_things_in_every_language(language: str) -> None:
    english, here = sentences("en"), sentences(language)
    for key, sentence in here.items():
        head, form = split_form(key)
        same = english[f"{head}.other" if form else key]
        assert set(NAMES.findall(sentence)) == set(NAMES.findall(same)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_has_stray_space(language: str) -> None:
    may_be_empty = re.compile(r"measure\.[\w-]+\.prompt|mark\.(exact|between)")
    for key, sentence in sentences(language).items():
        assert sentence or may_be_empty.fullmatch(key), key
        assert "  " not in sentence, key
        if not key.startswith(("mark.", "headline.seats")):
            assert sentence == sentence.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_nothing_and_every_qualifier_can_be_said(language: str) -> None:
    said = sentences(language)
    for nothing in Nothing:
        assert said[f"nothing.{nothing}"]
        assert said[f"detail.{nothing}"]
    for qualifier in Qualifier:
        assert f"qualifier.{qualifier}" in said
        assert f"mark.{qualifier}" in said
        assert f"part.{qualifier}" in said


def test_kinds_of_nothing_are_said_differently() -> None:
    for language in LANGUAGES:
        said = [sentences(language)[f"nothing.{one}"] for one in Nothing]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_and_card_of_kazakhstan_finds_its_words(language: str) -> None:
    site = kazakhstan()
    for address in site.catalogue.views(language):
        view = site.view(address)
        assert view.headline
        assert "{" not in f"{view.title}{view.headline}{view.detail}{view.notes.citation}"
    for card in site.catalogue.cards(language):
        assert "{" not in site.card(card).sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_pictures_of_every_kind_find_their_words(language: str) -> None:
    """One page of each measure and level of each vote, and every third card."""
    site, pages = kazakhstan(), pages_of(kazakhstan(), language)
    kinds = {
        (one.election, one.measure.split("-20")[0], one.level): one
        for one in site.catalogue.views(language)
    }
    for address in kinds.values():
        page, _ = pages.view_files(site.view(address))
        assert f'<html lang="{language}"' in page
    for card in list(site.catalogue.cards(language))[::3]:
        assert f'<html lang="{language}"' in pages.card_page(site.card(card))
    for address in list(land_site().catalogue.views(language)):
        assert land_site().picture(land_site().view(address)).startswith("<svg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_words_of_the_language_are_said(language: str) -> None:
    """A Kazakh sentence left in Russian would be seen here by its letters."""
    foreign = {"en": re.compile(r"[а-яёәғқңөұүһі]", re.I), "ru": re.compile(r"[әғқңөұүһі]", re.I)}
    if language in foreign:
        for key, sentence in sentences(language).items():
            if not key.startswith("language.") and key != "alphabet":
                assert not foreign[language].search(sentence), key
    else:
        ours, russian = sentences("kk"), sentences("ru")
        same = {
            said
            for key, said in ours.items()
            if said == russian.get(key) and not key.startswith("language.")
        }
        words = {said for said in same if re.search(r"[а-яё]{4}", NAMES.sub("", said))}
        # Words that Kazakh took over as they are.
        assert words <= SHARED_BY_BOTH


def test_an_unknown_key_is_an_error_and_never_silence() -> None:
    words = Words("en", sentences("en"))
    with pytest.raises(KeyError, match=r"no\.such"):
        words("no.such")
    with pytest.raises(KeyError):
        words("headline.registered", people=1)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 участок"),
        (2, "2 участка"),
        (5, "5 участков"),
        (11, "11 участков"),
        (21, "21 участок"),
    ],
)
def test_russian_counts_as_russians_do(count: int, said: str) -> None:
    assert Words("ru", sentences("ru")).plural("counted.stations", count, value=count) == said


def test_a_form_that_is_not_listed_is_the_common_one() -> None:
    assert (
        Words("kk", sentences("kk")).plural("counted.stations", 1, value=1) == "1 сайлау учаскесі"
    )


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("kk", ["Абай", "Әйтеке", "Бурабай", "Кеген", "Қарағанды", "Қостанай", "Ойыл", "Өскемен"]),
        ("kk", ["ғ", "д", "ң", "о", "ұ", "ү", "ф", "һ", "ц", "ы", "і", "ь"]),
        ("ru", ["Еловый", "Ёлкин", "Жамбыл", "Яблоневый"]),
        ("ru", ["ель", "ёлка", "жук"]),
        ("en", ["abai", "Akmola", "East Kazakhstan", "west", "Zhambyl"]),
        ("en", ["Almaty", "Almaty Region"]),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(language: str, in_order: list[str]) -> None:
    words = Words(language, sentences(language))
    assert sorted(set(in_order), key=words.sort_key) == in_order


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alphabet_is_whole_and_has_each_letter_once(language: str) -> None:
    alphabet = sentences(language)["alphabet"]
    assert len(set(alphabet)) == len(alphabet) == {"kk": 42, "ru": 33, "en": 26}[language]


def test_no_sentence_stands_unused() -> None:
    used = [re.compile(pattern) for pattern in set(_used())]
    unused = {
        key
        for key in {split_form(key)[0] for key in sentences("en")}
        if not any(pattern.fullmatch(key) for pattern in used)
    }
    assert unused == NOT_YET_SAID


def test_no_sentence_of_kazakhstan_stands_unused() -> None:
    country = kazakhstan().country
    said = {
        f"notes.{note}"
        for vote in country.elections.values()
        for record in vote.records
        for note in record.figure.notes
    }
    for vote in country.elections.values():
        said |= {f"elections.{vote.id}.name", f"elections.{vote.id}.short"}
        said |= {one.kind for one in vote.conflicts} | {one.event for one in vote.calendar}
        said |= {one.document for one in vote.documents}
        said |= {
            f"quantity.{record.key.measure}-{record.key.subject}" for record in vote.records
        } | {f"quantity.{record.key.measure}" for record in vote.records}
    said |= {one.note for one in country.boundary_sets}
    assert set(of_country(KAZAKHSTAN, "en")) <= said


def _used() -> Iterator[str]:
    """Patterns of every text in code and templates that could be a key."""
    folders = ("layouts", "dashboard", "callbacks", "geodata")
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                yield from _of_parts(node)
    for path in (ROOT / "layouts" / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        yield from (
            re.escape(key) for key in re.findall(r"words(?:\.plural)?\('([\w.-]+)'[),]", text)
        )
        for start, rest in re.findall(r"words\('([\w-]+\.)' ~ ([^}]*)", text):
            endings = re.findall(r"'([\w-]+)'", rest)
            yield from (re.escape(start + one) for one in endings)
            if not endings:
                yield re.escape(start) + r"[\w-]+"


def _of_parts(node: ast.JoinedStr) -> Iterator[str]:
    """A pattern for a text with names in it, if its table (``nothing.``) is plain to see."""
    parts = [
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else r"[\w-]+"
        for part in node.values
    ]
    if re.match(r"[a-z][a-z\\-]*\\\.", parts[0]):
        yield "".join(parts)
