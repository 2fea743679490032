"""Who can open the ledger: damage and a wrong passphrase are told apart, and the twin copy saves the day."""

import random
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ledger.domain.errors import KeyFileDamaged, KeyFileMissing, UnknownMember, WrongPassphrase
from ledger.domain.ids import StaffId
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage import keyfile, slots
from ledger.storage.slots import STANDARD_RULES, Cost, Identity, KdfPolicy, KdfRules, Slot
from ledger.storage.vault import open_vault
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, Shop, altered, flip_bit

VAULT = "ab" * 16
IDENTITY = Identity(
    StaffId("00" * 16),
    "Chị Bình",
    Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
    X25519PrivateKey.from_private_bytes(bytes(range(32, 64))),
)
COST = Cost(KdfPolicy(memory_kib=64 * 1024, iterations=3, lanes=1), bytes(range(16)), bytes(range(12)))
DATA_KEY = bytes(range(64, 96))
NEW_PASSPHRASE = "hai mươi con cá bơi ngược"
# Fixed: a ledger written by this version opens with every later one only while these hold.
KEK = "27d52b48b2fcddc3f7425a60fe37fa529bb8f134c68cf15b688603968f056197"
BUNDLE = (
    "bd0132dc014401ac0f54d840691accb353a8f96848bd01ba89758f4b90d6f629dfdf50db540178e8b612bfb1285e9ad1"
    "75bb337832ede5003f71dd9c94a4c26d7e3a01c2903bcc8a112976df90245337"
)
SEALED = (
    "a37ab50b541b6d88577b3abf527e064d6586dcc8f02ce1d368983d6eecad3c4d265cbb4ac1dd3e216d082e246c938a2a"
    "33c938b5b2bc24b5e1863e9be98e327b349fcf093a03504a1767294bf590e39e"
)
MAC = "3466d65f2b03801911c61ecedb935498b1d5257cec5b58d8079ed30c59c95d7c"


def pinned_slot() -> Slot:
    return slots.wrap(VAULT, IDENTITY, bytes.fromhex(KEK), COST)


def keys(shop: Shop) -> keyfile.KeyFile:
    return keyfile.parse(shop.path(files.KEYS).read_bytes())


def unlock(shop: Shop, passphrase: str = MANAGER_PASSPHRASE, name: str | None = MANAGER) -> keyfile.Unlocked:
    return keyfile.unlock(shop.folder, name, passphrase, CHEAP)


def write_both(shop: Shop, data: bytes) -> None:
    shop.path(files.KEYS).write_bytes(data)
    shop.path(files.KEYS_TWIN).write_bytes(data)


# --- the composition, pinned --------------------------------------------------------------------


def test_the_passphrase_gives_the_pinned_key() -> None:
    assert slots.derive("con mèo nhảy qua hàng rào".encode(), COST.salt, COST.policy).hex() == KEK


def test_the_slot_is_the_pinned_one_and_opens() -> None:
    slot = pinned_slot()
    assert slot.bundle.hex() == BUNDLE
    opened = slots.open_slot(VAULT, slot, "con mèo nhảy qua hàng rào".encode(), STANDARD_RULES)
    assert (opened.signing_key, opened.sealing_key) == (IDENTITY.signing_key, IDENTITY.sealing_key)


def test_a_pinned_sealed_data_key_opens() -> None:
    slot = replace(pinned_slot(), sealed={1: bytes.fromhex(SEALED)})
    assert slots.open_data_key(VAULT, slot, 1, IDENTITY) == DATA_KEY
    with pytest.raises(KeyFileDamaged):
        slots.open_data_key(VAULT, slot, 2, IDENTITY)
    with pytest.raises(KeyFileDamaged):
        slots.open_data_key("cd" * 16, slot, 1, IDENTITY)


def test_the_mac_of_the_file_is_the_pinned_one() -> None:
    assert keyfile.authenticate(VAULT, 1, (pinned_slot(),), DATA_KEY).mac.hex() == MAC


def test_bytes_and_back() -> None:
    written = keyfile.authenticate(VAULT, 1, (replace(pinned_slot(), sealed={1: b"x"}),), DATA_KEY)
    assert keyfile.parse(keyfile.to_bytes(written)) == written


@pytest.mark.parametrize("role", [None, *Role])
def test_a_role_is_written_and_read_back_and_none_where_none_was(role: Role | None) -> None:
    written = keyfile.authenticate(VAULT, 1, (replace(pinned_slot(), role=role),), DATA_KEY)
    assert keyfile.parse(keyfile.to_bytes(written)).slots[0].role is role
    other = replace(written, slots=(replace(written.slots[0], role=Role.MANAGER),))
    if role is not Role.MANAGER:
        with pytest.raises(KeyFileDamaged):
            keyfile.check_mac(other, DATA_KEY)


# --- floors and ceilings ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("memory_kib", "iterations", "lanes", "accepted"),
    [
        (256 * 1024, 3, 1, True),
        (128 * 1024, 4, 1, True),
        (64 * 1024, 1, 1, True),
        (64 * 1024 - 1, 3, 1, False),
        (1024 * 1024, 10, 8, True),
        (1024 * 1024 + 1, 3, 1, False),
        (256 * 1024, 11, 1, False),
        (256 * 1024, 0, 1, False),
        (256 * 1024, 3, 9, False),
    ],
)
def test_a_slot_too_cheap_or_too_hungry_is_not_even_tried(
    memory_kib: int,
    iterations: int,
    lanes: int,
    accepted: bool,
) -> None:
    assert STANDARD_RULES.accept(KdfPolicy(memory_kib, iterations, lanes)) is accepted


def test_production_refuses_a_slot_of_the_tests(closed_shop: Shop) -> None:
    with pytest.raises(KeyFileDamaged) as refused:
        keyfile.unlock(closed_shop.folder, MANAGER, MANAGER_PASSPHRASE, STANDARD_RULES)
    assert refused.value.data["why"] == "kdf"


def test_a_small_computer_gets_the_smaller_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_memory_kib", lambda: 2 * 1024 * 1024)
    assert slots.rules_for_this_computer().write == KdfPolicy(128 * 1024, 4, 1)
    monkeypatch.setattr(slots, "_memory_kib", lambda: 8 * 1024 * 1024)
    assert slots.rules_for_this_computer() == STANDARD_RULES


def test_the_computer_knows_its_memory() -> None:
    assert slots._memory_kib() > 128 * 1024


# --- unlocking ----------------------------------------------------------------------------------


def test_a_name_may_be_typed_in_another_case_and_composition(closed_shop: Shop) -> None:
    assert unlock(closed_shop, name="chi\u0323 bi\u0300nh ").identity.name == MANAGER


def test_a_wrong_passphrase_is_a_wrong_passphrase(closed_shop: Shop) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(closed_shop, "con mèo chui qua hàng rào")


def test_a_name_without_a_slot(closed_shop: Shop) -> None:
    with pytest.raises(UnknownMember):
        unlock(closed_shop, name="Người lạ")


def test_the_recovery_code_opens_its_own_slot_and_its_name_is_on_no_list(closed_shop: Shop) -> None:
    assert unlock(closed_shop, closed_shop.recovery_code.lower(), None).data_key == unlock(closed_shop).data_key
    assert keys(closed_shop).names() == (MANAGER, "Anh Dũng")
    with pytest.raises(UnknownMember):
        unlock(closed_shop, closed_shop.recovery_code, "")


def test_no_key_file_at_all(closed_shop: Shop) -> None:
    closed_shop.path(files.KEYS).unlink()
    closed_shop.path(files.KEYS_TWIN).unlink()
    with pytest.raises(KeyFileMissing):
        unlock(closed_shop)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'{"format":"sokin1-keys"}', b"[" * 100_000, b"null"])
def test_damage_is_not_a_wrong_passphrase(closed_shop: Shop, damage: bytes) -> None:
    write_both(closed_shop, damage)
    with pytest.raises(KeyFileDamaged):
        unlock(closed_shop)


@pytest.mark.parametrize("name", [files.KEYS, files.KEYS_TWIN])
@pytest.mark.parametrize("damage", [None, b"", b"{}"])
def test_one_good_copy_is_enough_and_the_other_is_repaired(closed_shop: Shop, name: str, damage: bytes | None) -> None:
    good = closed_shop.path(name).read_bytes()
    if damage is None:
        closed_shop.path(name).unlink()
    else:
        closed_shop.path(name).write_bytes(damage)
    assert [notice.code for notice in closed_shop.open().warnings] == ["key_file_repaired"]
    assert closed_shop.path(name).read_bytes() == good
    assert closed_shop.reopen().warnings == ()


@pytest.mark.parametrize("name", [files.KEYS, files.KEYS_TWIN])
def test_a_folder_in_the_place_of_one_copy_does_not_stop_the_other(closed_shop: Shop, name: str) -> None:
    closed_shop.path(name).unlink()
    closed_shop.path(name).mkdir()
    assert [notice.code for notice in closed_shop.open().warnings] == ["key_file_not_repaired"]
    closed_shop.close()
    closed_shop.path(name).rmdir()
    assert [notice.code for notice in closed_shop.open().warnings] == ["key_file_repaired"]


def test_two_folders_in_the_place_of_the_copies_are_damage(closed_shop: Shop) -> None:
    for name in (files.KEYS, files.KEYS_TWIN):
        closed_shop.path(name).unlink()
        closed_shop.path(name).mkdir()
    with pytest.raises(KeyFileDamaged):
        unlock(closed_shop)


def test_every_saving_counts(closed_shop: Shop) -> None:
    before = keys(closed_shop).serial
    closed_shop.open().change_passphrase(MANAGER_PASSPHRASE, NEW_PASSPHRASE)
    assert keys(closed_shop).serial == before + 1


@pytest.mark.parametrize("name", [files.KEYS, files.KEYS_TWIN])
def test_an_old_copy_put_back_beside_the_newer_one_changes_nothing(closed_shop: Shop, name: str) -> None:
    old = closed_shop.path(name).read_bytes()
    closed_shop.open().change_passphrase(MANAGER_PASSPHRASE, NEW_PASSPHRASE)
    closed_shop.close()
    new = closed_shop.path(name).read_bytes()
    closed_shop.path(name).write_bytes(old)
    with pytest.raises(WrongPassphrase):
        closed_shop.open()
    found = closed_shop.open(MANAGER, NEW_PASSPHRASE).warnings
    assert [notice.code for notice in found] == ["key_file_set_aside", "key_file_repaired"]
    assert (closed_shop.path(name).read_bytes(), closed_shop.path(files.KEYS_OLD).read_bytes()) == (new, old)
    closed_shop.close()
    assert closed_shop.open(MANAGER, NEW_PASSPHRASE).warnings == ()


def test_an_old_copy_beside_a_newer_one_does_not_bring_back_who_is_not_in_it(closed_shop: Shop) -> None:
    """Somebody whose slot the newer file no longer has."""
    data_key, good = closed_shop.data_key(), keys(closed_shop)
    without = tuple(slot for slot in good.slots if slot.name != STAFF)
    newer = keyfile.authenticate(good.vault_id, 1, without, data_key, serial=good.serial + 1)
    closed_shop.path(files.KEYS_TWIN).write_bytes(keyfile.to_bytes(newer))
    with pytest.raises(UnknownMember):
        unlock(closed_shop, STAFF_PASSPHRASE, STAFF)


def test_a_copy_that_cannot_be_kept_is_not_written_over(closed_shop: Shop) -> None:
    old = closed_shop.path(files.KEYS).read_bytes()
    closed_shop.open().change_passphrase(MANAGER_PASSPHRASE, NEW_PASSPHRASE)
    closed_shop.close()
    closed_shop.path(files.KEYS).write_bytes(old)
    closed_shop.path(files.KEYS_OLD).mkdir()
    found = closed_shop.open(MANAGER, NEW_PASSPHRASE).warnings
    assert [notice.code for notice in found] == ["key_file_not_repaired"]
    assert closed_shop.path(files.KEYS).read_bytes() == old


def test_a_high_number_in_an_altered_copy_wins_nothing(closed_shop: Shop) -> None:
    good = keys(closed_shop)
    closed_shop.path(files.KEYS).write_bytes(keyfile.to_bytes(replace(good, serial=10**9)))
    assert unlock(closed_shop).key_file == good
    with pytest.raises(WrongPassphrase):
        unlock(closed_shop, NEW_PASSPHRASE)


@pytest.mark.parametrize("where", ["generation", "serial"])
@pytest.mark.parametrize("value", ["1e999", "true", '"1"', "9" * 5000])
def test_absurd_numbers_are_damage_and_do_not_stop_the_twin(closed_shop: Shop, where: str, value: str) -> None:
    path = closed_shop.path(files.KEYS)
    good = path.read_text("ascii")
    path.write_text(good.replace(f'"{where}":{getattr(keys(closed_shop), where)}', f'"{where}":{value}'), "ascii")
    assert [notice.code for notice in closed_shop.open().warnings] == ["key_file_repaired"]
    assert path.read_text("ascii") == good


def test_an_altered_first_copy_does_not_stop_the_twin(closed_shop: Shop) -> None:
    good = keys(closed_shop)
    planted = replace(good.slots[1], sealing_key=IDENTITY.sealing_key)
    closed_shop.path(files.KEYS).write_bytes(altered(good, (good.slots[0], planted, *good.slots[2:])))
    assert unlock(closed_shop).key_file == good


def test_a_wrong_passphrase_is_one_beside_an_altered_copy_too(closed_shop: Shop) -> None:
    # else nobody would count the guesses
    good = keys(closed_shop)
    too_cheap = replace(good.slots[0], policy=KdfPolicy(1, 1, 1))
    closed_shop.path(files.KEYS).write_bytes(altered(good, (too_cheap, *good.slots[1:])))
    with pytest.raises(WrongPassphrase):
        closed_shop.open(MANAGER, "không phải câu này đâu")


def test_altered_copies_with_a_fitting_checksum_are_refused(closed_shop: Shop) -> None:
    good = keys(closed_shop)
    planted = replace(good.slots[1], sealing_key=IDENTITY.sealing_key)
    write_both(closed_shop, altered(good, (good.slots[0], planted, *good.slots[2:])))
    with pytest.raises(KeyFileDamaged) as refused:
        unlock(closed_shop)
    assert refused.value.data["why"] == "altered"


def test_ones_own_planted_public_key_is_noticed(closed_shop: Shop) -> None:
    good = keys(closed_shop)
    planted = replace(good.slots[0], signing_key=IDENTITY.signing_key)
    write_both(closed_shop, altered(good, (planted, *good.slots[1:])))
    with pytest.raises(KeyFileDamaged) as refused:
        unlock(closed_shop)
    assert refused.value.data["why"] == "keys_differ"


def test_a_cheaper_cost_cannot_be_written_into_a_slot(closed_shop: Shop) -> None:
    good = keys(closed_shop)
    cheaper = replace(good.slots[0], policy=KdfPolicy(8, 1, 1))
    write_both(closed_shop, altered(good, (cheaper, *good.slots[1:])))
    with pytest.raises(WrongPassphrase):
        unlock(closed_shop)


@pytest.mark.parametrize("where", ["nonce", "salt"])
def test_impossible_lengths_are_damage(closed_shop: Shop, where: str) -> None:
    good = keys(closed_shop)
    first = good.slots[0]
    broken = replace(first, nonce=b"") if where == "nonce" else replace(first, salt=b"")
    write_both(closed_shop, altered(good, (broken, *good.slots[1:])))
    with pytest.raises(KeyFileDamaged):
        unlock(closed_shop)


def test_three_hundred_flipped_bits_never_give_a_wrong_key(closed_shop: Shop) -> None:
    right = unlock(closed_shop).data_key
    good = closed_shop.path(files.KEYS).read_bytes()
    chance = random.Random(20261121)
    for _ in range(300):
        write_both(closed_shop, good)
        flip_bit(closed_shop.path(files.KEYS), chance.randrange(len(good) * 8))
        assert unlock(closed_shop).data_key == right  # the twin
        closed_shop.path(files.KEYS_TWIN).write_bytes(closed_shop.path(files.KEYS).read_bytes())
        with pytest.raises(KeyFileDamaged):
            unlock(closed_shop)


def test_a_cheap_old_slot_is_strengthened_at_the_next_unlock(closed_shop: Shop) -> None:
    stronger = KdfRules(write=KdfPolicy(64, 2, 1), floor_kib=8)
    before = {slot.id: slot.policy for slot in keys(closed_shop).slots}
    environment = replace(closed_shop.environment, kdf_rules=stronger)
    member = open_vault(closed_shop.folder, MANAGER, MANAGER_PASSPHRASE, environment=environment)
    mine = member.member.id
    member.close()
    after = {slot.id: slot.policy for slot in keys(closed_shop).slots}
    assert after == before | {mine: stronger.write}
    closed_shop.open()
