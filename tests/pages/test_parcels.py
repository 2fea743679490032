"""The parcels of a day: found, scanned, looked at, printed and moved on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.errors import DiskFull
from ledger.domain.parcel import Parcel, ParcelState, show_code
from ledger.domain.recipient import Recipient
from ledger.domain.wording import Language
from ledger.services import labels, parcel_list, parcels
from ledger.services.session import Session
from support.drivers_parcels import AtTheParcels
from support.services import (
    TODAY,
    Workplace,
    add_carrier,
    add_customer,
    attempts,
    paper,
    print_all,
    snapshot,
    take_parcels,
    workplace,
)
from support.window import Window, make_desk
from test_labels_support import draw_wrongly
from ui import theme
from ui.dialogs.label_printing import LabelDialog
from ui.dialogs.print_dialog import PrintDialog
from ui.places import PageId, Target
from ui.theme import Scheme, Tone
