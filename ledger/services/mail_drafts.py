"""Emails as files: the shop's own mail program opens them as drafts and sends them, this program never does."""

from ledger.domain.shop import Shop


def mail_draft(to: tuple[str, str], subject: str, text: str, shop: Shop) -> bytes:
    """Return one ``.eml`` file of plain text to ``to``, a name and an address."""
    from email.mime.text import MIMEText
    from email.policy import SMTP

    # The newer EmailMessage loses the space between two folded words of a Vietnamese subject.
    message = MIMEText(text, "plain", "utf-8")
    message["Subject"] = subject
    message["To"] = _address(*to)
    if shop.email:
        message["From"] = _address(shop.name, shop.email)
    message["X-Unsent"] = "1"  # mail programs open it as a draft
    return message.as_bytes(policy=message.policy.clone(linesep=SMTP.linesep))


def _address(name: str, typed: str) -> str:
    from email.header import Header
    from email.utils import formataddr

    user, _, domain = typed.rpartition("@")
    if not user.isascii():
        return Header(typed, "utf-8").encode()
    return formataddr((name, f"{user}@{domain.encode('idna').decode('ascii')}"))
