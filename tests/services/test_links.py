"""Links out of the shop's own pages: only the web, told first, and counted without the part that may name a person."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import InvalidLink, TextMissing
from ledger.domain.policy import RecipientRole
from ledger.services import links, recipients
from ledger.services.links import LinkAbout, host_of, read_link
from ledger.services.recipients import RecipientInput
from support.services import Workplace, audited


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("www.ghn.vn", "www.ghn.vn"),
        ("https://GHN.vn/tra-cuu?ma=1", "ghn.vn"),
        ("http://ghn.vn:8080/a", "ghn.vn"),
        ("  https://bưu-chính.vn  ", "bưu-chính.vn"),
    ],
)
def test_a_web_address_is_taken_and_its_site_named(typed: str, host: str) -> None:
    assert host_of(read_link(typed, "website")) == host


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.vn", "https://", "https://ghn", "http://name:pass@ghn.vn",
        "ghn .vn", "ftp://ghn.vn", "https://ghn.vn:99999", "http://[::1", "C:\\Windows\\calc.exe", "https://ghn.vn:0",
    ],
)  # fmt: skip
def test_whatever_is_no_web_page_is_refused(typed: str) -> None:
    with pytest.raises(InvalidLink):
        read_link(typed, "website")


def test_nothing_is_no_link() -> None:
    with pytest.raises(TextMissing):
        read_link("  ", "website")


def test_an_opened_link_is_counted_by_its_site_only(shop: Workplace) -> None:
    assert audited(
        shop.session, lambda: links.opened(shop.session, "https://ghn.vn/tra-cuu?sdt=0912345678", LinkAbout.RECIPIENT)
    ) == [(AuditAction.LINK_OPENED, None)]
    rows = shop.session.db.execute("SELECT host, about FROM link_opening").fetchall()
    assert rows == [("ghn.vn", "RECIPIENT")]


def test_a_partner_keeps_its_website_until_it_is_changed(shop: Workplace) -> None:
    partner = recipients.add(shop.session, RecipientInput("Giao Nhanh", RecipientRole.CARRIER, website="ghn.vn/sg"))
    assert partner.website == "https://ghn.vn/sg"
    changed = recipients.change(shop.session, partner.id, RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    assert changed.website is None
    with pytest.raises(InvalidLink):
        recipients.change(
            shop.session, partner.id, RecipientInput("Giao Nhanh", RecipientRole.CARRIER, website="javascript:x")
        )
