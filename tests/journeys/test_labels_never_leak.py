"""No label ever leaks: people from the real policies, and two thousand made up to be difficult.

The judge here is not the program's own: pypdf reads the text, and plain code looks for the customer in it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ledger.assets import load_pack, load_places, load_wording
from ledger.documents.label import LabelLayout, expected_texts, render_labels
from ledger.documents.label_check import check_labels
from ledger.domain.customer import Source
from ledger.domain.errors import InvalidInput, LedgerError, TextNotAllowed, TextTooLong
from ledger.domain.ids import PolicyVersionId
from ledger.domain.masking import LabelFigures, MaskedLabel, Secrets, masked_label
from ledger.domain.parcel import parcel_code
from ledger.domain.policy import PolicyPack, PolicyVersion
from ledger.domain.shop import Shop
from ledger.domain.wording import Language
from ledger.services.customers import AddressInput, CustomerInput, read_customer
from ledger.storage.customers import NewCustomer

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
HOTLINE = "+84901870525"  # of the shop in the real policy
SHOP = Shop("The King Oil", HOTLINE, "chamsoc@thekingoil.example.com", "12 Lê Lợi, phường Sài Gòn", Language.VI)
VI = load_wording(Language.VI)
LAYOUT = LabelLayout.THERMAL_100X150
ZONE = "SG-02"
PEOPLE, BATCH = 2_000, 50
made = Counter[str]()
