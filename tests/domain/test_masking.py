"""What a label may show of a customer, and how a rendered label is judged."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ledger.domain.masking import (
    LabelFigures,
    LeakKind,
    Secrets,
    find_leaks,
    mask_email,
    mask_ip,
    mask_name,
    mask_phone,
    masked_label,
)
from ledger.domain.policy import LabelRule
from ledger.domain.text import fold

CUSTOMER = Secrets(
    name="Nguyễn Văn Thương",
    phones=("+84911647979", "12345"),
    emails=("lan.nguyen@example.com",),
    places=("12 ngõ 5 Hàng Bạc", "Phường Hoàn Kiếm"),
    goods=("Dầu ăn", "Kem chống nắng"),
)
SHOWN = "N••• V••• Thương"
FORM = ("Người nhận", "Thành phố Đà Nẵng", "Cửa hàng Lê Trãi, hotline 0901 870 525", "4K7Q-9ZTM-2HXB", "1/2 1500 g")
CLEAN = (*FORM, SHOWN)


def leaks(*more: str, lines: tuple[str, ...] = CLEAN, secrets: Secrets = CUSTOMER, shown: str = SHOWN) -> set[LeakKind]:
    return set(find_leaks([*lines, *more], FORM, secrets, shown))


# --- masks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Nguyễn Văn Đức", "N••• V••• Đức"),
        ("Đức", "Đ•••"),
        ("Lê An", "L••• An"),
        ("  Lê   An ", "L••• An"),
        (unicodedata.normalize("NFD", "Ông Ấn"), "Ô••• Ấn"),
        ("Nguyễn Thị Y", "N••• T••• Y"),
        ("Nguyễn Hương .", "N••• Hương"),
        ("Công ty (Lan)", "C••• t••• L•••"),
        ("Chị Lan lan@example.com", "C••• L••• l•••"),
        ("Chị Lan-Hàng-Bạc", "C••• L•••"),
        ("", ""),
        (" . - ", ""),
    ],
)
def test_a_name_shows_first_letters_and_the_last_word(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("0911647979", "•••"),
        ("0 9 1 1 6 4", "••• ••• ••• ••• ••• •••"),
        ("Lan 0911647979", "L••• •••"),
        ("N g u y ễ n Lan", "••• ••• ••• ••• ••• ••• Lan"),
        ("Y", "•••"),
        ("Y Moan", "••• Moan"),
        ("H'Hen Niê", "H••• Niê"),
    ],
)
def test_numbers_and_single_letters_in_a_name_are_not_shown_piece_by_piece(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+84911647979", "091• ••• 979"),
        ("0911647979", "091• ••• 979"),
        ("+16502530000", "165• ••• 000"),
        ("123456789", "123• ••• 789"),
        ("+8419001234", "••••••"),
        ("+1234567", "••••••"),
        ("12345", "••••••"),
        ("", "••••••"),
    ],
)
def test_a_phone_shows_its_ends_only_when_it_is_long(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("lan@example.com", "l••••@e••••.com"),
        ("a@b.vn", "••••@••••.vn"),
        ("ab@cd.vn", "a••••@c••••.vn"),
        ("lan@mail.shop.vn", "l••••@m••••.vn"),
        ("lan@localhost", "l••••@••••.•"),
        ("lan", "l••••@••••.•"),
    ],
)
def test_an_email_shows_two_letters_at_most(address: str, masked: str) -> None:
    assert mask_email(address) == masked


@pytest.mark.parametrize(("address", "masked"), [("113.161.4.9", "113.161.•"), ("2405:4802::1", "2405:4802:•")])
def test_of_an_ip_address_the_screen_shows_the_first_two_groups(address: str, masked: str) -> None:
    assert mask_ip(address) == masked


@pytest.mark.parametrize("shows", [True, False])
def test_a_label_shows_province_zone_and_amount_only_as_the_policy_says(shows: bool) -> None:
    rule = LabelRule(shows_province=shows, shows_zone=shows, shows_amount_to_collect=shows)
    figures = LabelFigures(number=1, total=2, weight_g=1500, amount_to_collect=250_000)
    label = masked_label(rule, "4K7Q9ZTM2HXB", CUSTOMER.name, province="Đà Nẵng", zone="DN-3", figures=figures)
    assert (label.parcel_code, label.name, label.number, label.total, label.weight_g) == (
        "4K7Q9ZTM2HXB",
        SHOWN,
        1,
        2,
        1500,
    )
    shown = ("Đà Nẵng", "DN-3", 250_000) if shows else (None, None, None)
    assert (label.province, label.zone, label.amount_to_collect) == shown


# --- leaks -------------------------------------------------------------------------------------


def test_a_clean_label_is_clean() -> None:
    assert leaks() == set()
    assert leaks(lines=()) == set()


@pytest.mark.parametrize(
    "text",
    [
        "0911647979",
        "SĐT:0911647979",
        "0911 647 979",
        "0-9-1-1-6-4-7",
        "+84 (911) 647",
        "0084911",
        "164797",
        "0911\n647\n979",
        "０９１１６４７９７９",
        "O911647979",
        "0\u200b9\u200b1\u200b1\u200b6\u200b4",
        "gọi 12345",
        "1 2 3 4 5",
    ],
)
def test_a_phone_is_found_however_it_is_written(text: str) -> None:
    assert leaks(*text.split("\n")) == {LeakKind.PHONE}


@pytest.mark.parametrize("text", ["09116", "4797", "1234", "64 99 79"])
def test_fewer_than_six_digits_are_no_phone_unless_they_are_all_of_it(text: str) -> None:
    assert leaks(text) == set()


@pytest.mark.parametrize(
    "text",
    ["lan.nguyen@example.com", "E:LAN.NGUYEN@EXAMPLE.COM", "lan.nguyen@\nexample.com", "ｌａｎ.nguyen@example．com"],
)
def test_an_email_is_found_over_a_line_break_too(text: str) -> None:
    assert LeakKind.EMAIL in leaks(*text.split("\n"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hàng Bạc", LeakKind.PLACE),
        ("HANG BAC", LeakKind.PLACE),
        (unicodedata.normalize("NFD", "Hoàn Kiếm"), LeakKind.PLACE),
        ("phường Hoàn", LeakKind.PLACE),
        ("Hoàn\nKiếm", LeakKind.PLACE),
        ("Ki\nếm", LeakKind.PLACE),
        ("Hà\u200bng B\u00adạc", LeakKind.PLACE),
        ("H.à.n.g", LeakKind.PLACE),
        ("Hoàn Ki…", LeakKind.PLACE),
        ("Hàn\ng 12", LeakKind.PLACE),
        ("dầu ăn", LeakKind.GOODS),
        ("chống", LeakKind.GOODS),
        ("kemchong", LeakKind.GOODS),
        ("Nguyễn", LeakKind.NAME),
        ("Nguyễ…", LeakKind.NAME),
        ("N g u y ễ n", LeakKind.NAME),
        ("Ｎｇｕｙễｎ", LeakKind.NAME),
    ],
)
def test_places_goods_and_the_hidden_name_are_found(text: str, kind: LeakKind) -> None:
    assert leaks(*text.split("\n")) == {kind}


def test_the_shops_own_number_is_no_leak_but_the_same_number_once_more_is() -> None:
    neighbour = Secrets(name=CUSTOMER.name, phones=("+84901870525",))
    assert leaks(secrets=neighbour) == set()
    assert leaks("0901870525", secrets=neighbour) == {LeakKind.PHONE}
    assert leaks("0901 870 525", secrets=neighbour) == {LeakKind.PHONE}


def test_words_of_the_form_may_stand_there_as_often_as_expected_and_no_oftener() -> None:
    on_that_street = Secrets(name=CUSTOMER.name, places=("5 Lê Trãi",))
    assert leaks(secrets=on_that_street) == set()
    assert leaks("Lê Trãi", secrets=on_that_street) == {LeakKind.PLACE}


def test_a_word_that_the_form_has_too_does_not_hide_a_secret() -> None:
    short_words = Secrets(name="Nguyễn An", places=("3 Lê Lợi", "Xã An Cự"))
    lines = ("Lê Lợi", "An Cự", *FORM, "N••• An")
    assert leaks(lines=lines, secrets=short_words, shown="N••• An") == {LeakKind.PLACE}
    assert leaks(lines=("Lê Lợi", *FORM), secrets=short_words) == {LeakKind.PLACE}
    assert leaks(lines=("An Cự", *FORM, "N••• An"), secrets=short_words, shown="N••• An") == {LeakKind.PLACE}


def test_expected_words_may_be_read_in_another_order() -> None:
    assert leaks(lines=("hàng Trãi, Cửa Lê hotline 0901 525 870", *FORM[:2], *FORM[3:], SHOWN)) == set()
    twice = find_leaks(["Trãi Lê Trãi"], ["Lê Trãi Trãi"], Secrets(name="", places=("5 Lê Trãi",)), "")
    assert twice == set()


def test_text_read_back_in_pieces_still_counts_as_expected() -> None:
    decomposed = tuple(unicodedata.normalize("NFD", line) for line in CLEAN)
    on_that_street = Secrets(name=CUSTOMER.name, places=("5 Lê Trãi",))
    assert leaks(lines=decomposed, secrets=on_that_street) == set()


def test_the_shown_last_word_may_stand_there_once_even_if_the_goods_are_called_so() -> None:
    namesake = Secrets(name="Nguyễn Thị Hương", goods=("Trầm hương",))
    assert leaks(lines=(*FORM, "N••• T••• Hương"), secrets=namesake, shown="N••• T••• Hương") == set()
    assert leaks("Hương", lines=(*FORM, "N••• T••• Hương"), secrets=namesake, shown="N••• T••• Hương") == {
        LeakKind.GOODS
    }


def test_a_name_that_was_not_masked_is_found_although_it_was_announced() -> None:
    assert LeakKind.NAME in leaks(lines=(*FORM, CUSTOMER.name), shown=CUSTOMER.name)


def test_a_last_word_that_was_masked_must_stay_so() -> None:
    odd = Secrets(name="Nguyễn Thương1")
    assert leaks(lines=(*FORM, "N••• T•••"), secrets=odd, shown="N••• T•••") == set()
    assert leaks(lines=(*FORM, "N••• Thương1"), secrets=odd, shown="N••• Thương1") == {LeakKind.NAME}


def test_values_that_are_empty_or_shorter_than_any_leak_raise_no_alarm() -> None:
    tiny = Secrets(name="An", phones=("",), emails=("", "\u200b"), places=("", "12"), goods=("Trà",))
    assert leaks("An", "Trà", "12", secrets=tiny, shown="A•••") == set()


# --- for every customer ------------------------------------------------------------------------

LETTERS = "aáàảãạăâbcdđeêghiklmnoôơpqrstuưvxyAĐNTH"
words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=8)
texts = st.lists(words, min_size=1, max_size=5).map(" ".join)
phones = st.from_regex(r"\+84[35789]\d{8}", fullmatch=True) | st.from_regex(r"\d{3,11}", fullmatch=True)
people = st.builds(
    Secrets,
    name=texts,
    phones=st.lists(phones, max_size=3).map(tuple),
    emails=st.lists(st.builds("{}@{}.vn".format, words, words), max_size=2).map(tuple),
    places=st.lists(texts, max_size=3).map(tuple),
    goods=st.lists(texts, max_size=3).map(tuple),
)


@given(people)
@example(CUSTOMER)
def test_a_label_made_from_the_masked_name_never_leaks(person: Secrets) -> None:
    shown = mask_name(person.name)
    assert find_leaks([*FORM, shown], FORM, person, shown) == set()


def letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalpha())


@given(person=people, data=st.data())
def test_whatever_else_is_planted_on_it_is_found(person: Secrets, data: st.DataObject) -> None:
    secrets = [
        *((LeakKind.PHONE, phone) for phone in person.phones),
        *((LeakKind.EMAIL, email) for email in person.emails),
        *((LeakKind.PLACE, place) for place in person.places if len(letters(place)) >= 4),
        *((LeakKind.GOODS, goods) for goods in person.goods if len(letters(goods)) >= 4),
    ]
    assume(secrets)
    kind, planted = data.draw(st.sampled_from(secrets))
    shown = mask_name(person.name)
    cut = data.draw(st.integers(0, len(planted)))
    before = data.draw(st.integers(0, len(FORM)))
    lines = [*FORM[:before], f"  {planted[:cut]}", f"{planted[cut:]} ", *FORM[before:], shown]
    assert kind in find_leaks(lines, FORM, person, shown)


@given(person=people)
def test_a_whole_name_is_never_taken_for_a_masked_one(person: Secrets) -> None:
    *hidden, _ = person.name.split()
    assume(len(letters(" ".join(hidden))) >= 4)
    assert LeakKind.NAME in find_leaks([*FORM, person.name], FORM, person, person.name)


@pytest.mark.parametrize(("number", "amount", "shown"), [(1, 0, 0), (1, 90_000, 90_000), (2, 0, None), (2, 5, 5)])
def test_the_second_parcel_of_an_order_does_not_say_that_nothing_is_to_be_collected(
    number: int, amount: int, shown: int | None
) -> None:
    rule = LabelRule(shows_province=True, shows_zone=True, shows_amount_to_collect=True)
    figures = LabelFigures(number, 2, 500, amount)
    label = masked_label(rule, "0" * 12, "Lê Thị Mai", province=None, zone=None, figures=figures)
    assert label.amount_to_collect == shown
