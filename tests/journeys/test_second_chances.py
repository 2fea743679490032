"""What a person does after something went wrong: print a lost paper again, get in with the code from the paper."""

import os
from functools import partial
from pathlib import Path

import pytest

from ledger.cli import main, opening
from ledger.domain.errors import DiskFull
from ledger.services import handover
from ledger.services.session import Place
from support.cli import BAD_INPUT, DONE, MANAGER, NO_LEDGER, NOT_PROVEN, PASSPHRASE, REFUSED, Computer, words_of

CUSTOMERS = "ref,name,phones,address,province,adult\nK1,Nguyễn Thị Ổi,0912345678,12 Hàm Nghi,Hà Nội,yes\n"
RECIPIENTS = (
    "name,role,signed_on,expires_on,items,masked_labels_on\nGiao Nhanh,CARRIER,01/01/2024,31/12/2099,all,01/01/2024\n"
)
ORDERS = "order_ref,customer,items\nD1,K1,Chè sen\n"  # nobody has said yet who takes it


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    """A shop with one customer, one carrier and one draft parcel without a carrier."""
    shop = Computer(tmp_path_factory.mktemp("shop"), is_cheap=True)
    shop.found()
    for name, text in (("recipients", RECIPIENTS), ("customers", CUSTOMERS), ("orders", ORDERS)):
        assert shop.do("import", shop.lay_out(f"{name}.csv", text)).code == DONE
    return shop


def here(*words: str) -> int:
    """Run a verb inside this process, as one that is made to stumble."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    return main([*words, "--as", MANAGER, "--passphrase-fd", str(reading)])


def parcel_code(shop: Computer) -> str:
    with shop.rows() as db:
        return str(db.execute("SELECT code FROM parcel").fetchone()[0])


def test_a_hand_over_whose_paper_could_not_be_saved_is_printed_again(
    shop: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = parcel_code(shop)
    assert shop.do("labels", "--out", "early.pdf").code == REFUSED
    assert shop.do("carrier", code, "giao nhanh").code == DONE
    assert shop.do("labels", "--out", "labels.pdf").code == DONE

    def no_room(*_: object) -> bytes:
        raise DiskFull(file="manifest.pdf")

    monkeypatch.setenv("SOKIN_DATA_HOME", str(shop.app_data))
    monkeypatch.setattr(opening, "Place", partial(Place, kdf_rules=shop.rules))
    monkeypatch.setattr(handover, "render_manifest", no_room)
    first = str(shop.desk / "first")
    assert here("handover", str(shop.folder), "--carrier", "Giao Nhanh", "--out", first) == NO_LEDGER
    assert "BG-0001" in capsys.readouterr().err
    assert not Path(first).exists()
    again = shop.do("manifest", "BG-0001", "--out", "again")
    assert again.code == DONE
    assert "Nguyễn Thị Ổi" in words_of(shop.paper("again/manifest.pdf"))
    with shop.rows() as db:
        assert db.execute("SELECT count(*) FROM disclosure").fetchone() == (1,)


def test_a_manifest_that_never_was_is_not_found(shop: Computer) -> None:
    for number in ("BG-0099", "manifest"):
        assert shop.do("manifest", number, "--out", f"none {number}").code == BAD_INPUT


def test_an_empty_password_locks_nothing_and_is_refused(shop: Computer) -> None:
    said = shop.do("manifest", "BG-0001", "--out", "open", "--password-fd", "0", secrets=("", PASSPHRASE))
    assert said.code == BAD_INPUT
    assert list((shop.desk / "open").glob("*") if (shop.desk / "open").exists() else []) == []


def test_the_code_from_the_paper_opens_the_ledger_and_lets_a_new_manager_in(shop: Computer) -> None:
    words = ("staff", "add", str(shop.folder), "Cô Ba", "--role", "MANAGER", "--recovery", "--passphrase-fd", "0")
    secret = "bảy con vịt bơi ngược dòng"
    assert shop.run(*words, "--new-passphrase-fd", "0", typed=f"{shop.recovery_code}\n{secret}\n").code == DONE
    assert shop.do("verify", member="Cô Ba", secrets=(secret,)).code == DONE


def test_a_passphrase_can_be_changed_and_the_old_one_is_dead(shop: Computer) -> None:
    fresh = "năm chiếc lá rơi trên mái ngói"
    secrets = (PASSPHRASE, PASSPHRASE, fresh)
    assert shop.do("passphrase", "--new-passphrase-fd", "0", secrets=secrets).code == DONE
    assert shop.do("staff list").code == NO_LEDGER
    assert shop.do("passphrase", "--new-passphrase-fd", "0", secrets=(fresh, fresh, PASSPHRASE)).code == DONE


def test_an_older_copy_is_refused_until_the_manager_says_that_it_is_meant(shop: Computer) -> None:
    old = {one: (shop.folder / one).read_bytes() for one in ("ledger.db", "keys.json", "keys.bak.json")}
    assert shop.do("stop-contact", "KH-00001", "--channel", "SMS").code == DONE
    for name, data in old.items():
        (shop.folder / name).write_bytes(data)
    assert shop.do("staff list").code == NOT_PROVEN
    assert shop.do("verify", "--accept-doubts").code == DONE
    assert shop.do("staff list").code == DONE
