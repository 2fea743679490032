"""What a careless or malicious hand can put where a text is expected, and what an accepted text may look like.

The generator repeats itself for a seed. The judge is plain code of its own and knows nothing of ``clean_text``.
"""

import random
import unicodedata

LONG = 1_000_000  # characters of the longest
LONGEST_KEPT = 20_000  # no single text in the ledger is longer

MARKUP = (
    '<img src="http://127.0.0.1:9/x.png"/>', '<img src="/etc/hostname"/>',
    '<img src="\\\\host\\share\\x.png"/>', "<b>",
    "</para>", '<a href="file:///etc/passwd">x</a>',
    "<font color=\"[[[getattr(pow, Word('__globals__'))]]]\">", "&#0;",
    "<script>alert(1)</script>", "<!--", "]]>", "&amp;&lt;", "<para autoLeading='max'>", "<i><b></i>", "&nbsp",
    "<onDraw name='x' label='y'/>", "<br/>" * 30, "<link dest='http://x.example.com'/>",
    "%PDF-1.7 %%EOF", "(()\\)",
)  # fmt: skip
FORMULAS = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "|calc", "%0a=1",
    " =1+1", "\u00a0=1+1",
    "\u200b=1+1", "\ufeff=HYPERLINK(\"http://x\")", "＝1+1", "＋1", "－1", "＠SUM(A1)", "  ＝1+1",
    "\u2060＝1", "'=1+1",
    '=WEBSERVICE("http://127.0.0.1:9")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "﹢1+1", "﹣1",
    "﹫SUM(1)", "−1+1", "⁼1", "₊1",
)  # fmt: skip
INVISIBLE = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u200e", "\u200f", "\u202e", "\u202d",
    "\u2066", "\u2069",
    "\u2028", "\u2029", "\ufeff", "\ufffe", "\U000e0041", "\ue000", "\u00ad", "\u061c", "\u180e",
    "\u3164", "\u2800",
    "\ufe0f", "\u034f", "\U000f0000", "\u0600", "\x0b", "\x0c", "\x1c",
)  # fmt: skip
BROKEN = ("\ud800", "\udfff", "a\udc80b", "\udcff" * 3)
STACKED = ("Z" + "\u0335\u0341\u0312" * 8, "\u0301\u0301Lan", "e" + "\u20dd" * 5, "\u0b82\u0d3e", "กำำำ", "\u0301")
WORDS = (
    "Nguyễn Thị Ánh", unicodedata.normalize("NFD", "Đặng Thuỳ Dương"), "🎁👩\u200d🍳🇻🇳", "אבג محمد",
    "王小明", "ﬁﬀ㎏", "İıſK",
    "İ" * 40, "ß" * 120, "ǰ̌", "Å", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "𝕷𝖆𝖓", "Ⅷ½²", "\u1e9e",
)  # fmt: skip
PATHS = (
    "..\\..\\Windows\\win.ini", "../../etc/passwd", "CON", "nul.txt", "COM1.pdf",
    "anh\u202egnp.exe", "a" * 5000 + ".pdf",
    "\\\\host\\share\\x.pdf", "C:\\x.pdf", "file:///etc/passwd", "x.pdf\x00.exe", ".", "..",
    "...", "/", "\\", "a:b.txt",
    "tờ khai.pdf ", "x.pdf.", "-rf", "~/x", "%2e%2e%2f", "anh\n.png", "LPT9", "$(touch x)",
    "`id`", "x.pdf::$DATA",
)  # fmt: skip
CODE = (
    "'; DROP TABLE customer; --", '" OR 1=1 --', "%' OR '1'='1", "NEAR(a b)", 'a" AND b*', "*",
    '"', "name:x", "^a",
    "{0}", "{name.__class__}", "%s%n", "${jndi:ldap://127.0.0.1/x}", "{{7*7}}", '{"a":', "[1,2",
    "null", "NaN", "1e999",
    '[meta]\nid = "x"', "text.vi = '''", "\\u0000", "sokin1:0123", "00000000000000000000",
    "KH-00001", "KH-99999999999",
    "kh-00001' --", "PH-0001\x00", "7ZZZ-ZZZZ-ZZZZ", "true", "None", "__proto__", "a" * 33, "🏷" * 50,
)  # fmt: skip
FIGURES = (
    "٠٩١١٦٤٧٩٧٩", "０９１１６４７９７９", "+84" * 9, "0911\u200b647979", "(+84) 911.647.979",
    "1" * 5000, "-1", "0x10", "1e5",
    "31/02/2026", "٣١/١٢/٢٠٢٥", "2026-13-01", "9999-12-31", "0000-00-00", "31/12/1899",
    "2026-11-21T25:00", "29/02/2025",
    "1.250,000", "１２", "²", "೯೯", "21/11/2026 03:00+99:00", "21/11/2026 03:00:00.1",
    "0001-01-01T00:00+14:00", "-0",
    "2026-11-21 00:00+23:59", "9999-12-31 23:59-23:59", "x@y", "a@[127.0.0.1]",
    "lan@ex ample.com", "đức@thư.vn",
    "a" * 65 + "@example.com", "x@" + "a." * 120 + "vn", "\"a b\"@example.com", "x@xn--a.com",
    "lan@example.com\r\nBcc: y",
    "12,34", "9" * 15, "999999999999999999999", "1900-01-01", "1/1/1900", "00/00/0000", "1,000,000,000,000,000",
)  # fmt: skip
_KINDS = (MARKUP, FORMULAS, INVISIBLE, BROKEN, STACKED, WORDS, PATHS, CODE, FIGURES)
_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-7")
_HEADS = (b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04", b"SQLite format 3\x00")
_RANGES = ((0, 0x2FF), (0x300, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x2FFF), (0xD7F0, 0xFFFF), (0x1F000, 0x1FFFF))


def hostile(chance: random.Random) -> str:
    """Return something nobody should type."""
    turn = chance.random()
    if turn < 0.45:
        return chance.choice(chance.choice(_KINDS))
    if turn < 0.70:
        return "".join(chance.choice(chance.choice(_KINDS)) for _ in range(chance.randint(2, 4)))
    if turn < 0.85:
        return f"{chance.choice(WORDS)}{chance.choice((*INVISIBLE, *BROKEN))}{chance.choice(FORMULAS)}"
    if turn < 0.995:
        return "".join(chr(chance.randint(*chance.choice(_RANGES))) for _ in range(chance.randint(1, 40)))
    return chance.choice(("a", "ê", "\u0301", "<b>", "\x00", "=", " ", "9")) * (LONG // chance.choice((1, 10, 50)))


def hostile_bytes(chance: random.Random) -> bytes:
    """Return a file nobody should bring."""
    turn = chance.random()
    if turn < 0.4:
        return hostile(chance).encode(chance.choice(_ENCODINGS), "surrogatepass")
    if turn < 0.6:
        return chance.randbytes(chance.randint(0, 2000))
    return chance.choice(_HEADS) + chance.randbytes(chance.randint(0, 2000))


def faults_of(text: str) -> list[str]:
    """Return what is wrong with a text that was kept; empty if it may stand in the ledger."""
    found = []
    categories = {unicodedata.category(char) for char in text if char not in "\n"}
    if "Cs" in categories:
        found.append("half a character")
    if categories & {"Cc", "Cf", "Cn", "Co"}:
        found.append("a character that cannot be seen")
    if categories & {"Zl", "Zp"}:
        found.append("a foreign line break")
    if unicodedata.normalize("NFC", text) != text:
        found.append("not composed")
    if len(text) > LONGEST_KEPT:
        found.append("endless")
    if text != text.strip():
        found.append("space around it")
    return found


_SIGNS = frozenset("=+-@|%\t\r\n")


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet, in whatever locale, might compute a cell of a CSV file."""
    seen = unicodedata.normalize("NFKC", cell)
    for char in seen:
        if char in _SIGNS or char == "\u2212":
            return char != "%"
        if not (char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Mn", "Me"}):
            return False
    return False
