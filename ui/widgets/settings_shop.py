"""The shop's own block, as it stands on labels and papers."""

from ledger.domain.errors import InvalidEmail, InvalidPhone, LedgerError
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.text import ADDRESS_LIMIT, show_phone
from ledger.domain.wording import Language
from ledger.services.preferences import ShopInput, change_shop
from ui.desk import Desk
from ui.widgets.form import Field, combo, index_of, line_edit
from ui.widgets.parts import row
from ui.widgets.recipient_rights import allowed
from ui.widgets.settings_panel import SettingsPanel

_NAME_LIMIT = 60  # characters a label can still carry


class ShopPanel(SettingsPanel):
    """Name, hotline, email, address, and the language of papers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Shop"),
            self.tr("This stands on labels and papers from now on; older papers stay as printed."),
        )
        self._name, self._hotline = line_edit(limit=_NAME_LIMIT), line_edit(limit=30)
        self._email, self._address = line_edit(limit=120), line_edit(limit=ADDRESS_LIMIT)
        languages = ((self.tr("In Vietnamese"), Language.VI), (self.tr("In English"), Language.EN))
        self._language = combo(languages)
        self.fields = {
            "shop_name": Field(self.tr("Name of the shop"), self._name),
            "hotline": Field(self.tr("Hotline (if any)"), self._hotline),
            "email": Field(self.tr("Email (if any)"), self._email),
            "address": Field(self.tr("Address (if any)"), self._address),
            "language": Field(
                self.tr("Language of papers"), self._language, self.tr("Each paper can still be printed in the other.")
            ),
        }
        self._shop = desk.who.shop
        self._fill(self._shop)
        pair = row(self.fields["hotline"], self.fields["email"], spacing=14)
        self.add_form(
            self.fields["shop_name"],
            pair,
            self.fields["address"],
            self.fields["language"],
            save=self.tr("Save the shop"),
        )
        self.inside.addStretch(1)
        for field in self.fields.values():
            allowed(field.editor, desk, Operation.SETTINGS)

    def _fill(self, shop: Shop) -> None:
        self._name.setText(shop.name)
        self._hotline.setText(show_phone(shop.hotline) if shop.hotline else "")
        self._email.setText(shop.email)
        self._address.setText(shop.address)
        self._language.setCurrentIndex(index_of(self._language, shop.language))

    def discard(self) -> None:
        """Put back what the ledger has."""
        self._fill(self._shop)
        self.settle()

    def save(self) -> None:
        """Save the shop."""
        self.clear_errors()
        typed = ShopInput(
            self._name.text(),
            self._hotline.text(),
            self._email.text(),
            self._address.text(),
            Language(self._language.currentData()),
        )
        self.desk.tasks.write(self, lambda session: change_shop(session, typed), self._on_saved, self._on_failed)

    def _on_saved(self, shop: Shop) -> None:
        self._shop = shop
        self._fill(shop)
        self.tell_saved()

    def _on_failed(self, error: LedgerError) -> None:
        wrong = "hotline" if isinstance(error, InvalidPhone) else "email" if isinstance(error, InvalidEmail) else ""
        self.show_error(error, wrong)
