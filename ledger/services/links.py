"""Opening a link that leaves the shop's own pages: told first, counted then (VK 8)."""

from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from ledger.domain.audit import AuditAction
from ledger.domain.errors import InvalidLink
from ledger.domain.staff import Operation
from ledger.domain.text import required_text
from ledger.services.session import Session
from ledger.storage import links

LINK_LIMIT = 300  # characters
_SCHEMES = frozenset({"http", "https"})


def read_link(typed: str, field: str) -> str:
    """Return a web address as typed, with ``https://`` where no scheme was. Raises ``InvalidLink``.

    Only the web: a link must not start a program, open a file or carry a name and passphrase.
    """
    text = required_text(typed, field, LINK_LIMIT)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InvalidLink(field=field) from None
    is_web = parts.scheme.lower() in _SCHEMES and parts.username is None and " " not in text
    if not is_web or host is None or "." not in host.strip(".") or port == 0:
        raise InvalidLink(field=field)
    return urlunsplit(parts)


def host_of(link: str) -> str:
    """Return the site a link leads to, in lower case: what the notice names and the promise counts."""
    return urlsplit(link).hostname or ""


class LinkAbout(StrEnum):
    """Where a link stood."""

    RECIPIENT = "RECIPIENT"
    POLICY = "POLICY"


def opened(session: Session, link: str, about: LinkAbout) -> str:
    """Record that a member opened a link after the notice, and return it. Raises ``InvalidLink``.

    Only the host is kept: the rest of an address may name a person.
    """
    session.require(Operation.VIEW_PROMISES)
    address = read_link(link, "website")
    host = host_of(address)
    with session.write() as uow:
        links.add(uow.db, host, about.value, uow.now, uow.actor)
        uow.audit(AuditAction.LINK_OPENED, None, {"host": host, "about": about.value})
    return address
