"""Checks an exported audit trail of Sổ Kín. It needs Python 3.9 or newer and the package "cryptography", nothing else.

    python verify.py                          what the file itself can prove
    python verify.py 1234:8f3a22c09b1d4e57    and that it is the trail of which a paper was printed, by the paper's
                                              footer: the number of an entry, and the head

The last line begins with HOLDS (exit code 0) or with BROKEN (exit code 1). README.txt says what that proves.
"""

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASHED = ("seq", "at", "actor", "action", "subject_ref", "commitment", "prev")
ACTS_OF_MANAGERS = """
    breach.closed commitment.recorded copy.made customer.erased customers.imported days.changed
    erasure.certificate_printed incident.closed incident.reported keys.rotated ledger.restored ledger.salvaged
    ledger.verified orders.imported policy.in_force policy.published promise.explained recipient.added
    recipient.changed recipients.imported recovery.added recovery.replaced report.printed request.extended
    retention.changed retention.run setting.changed shop.changed sign_in.allowed staff.added staff.removed
    staff.role_changed trail.exported
"""
OF_MANAGERS = frozenset(ACTS_OF_MANAGERS.split())  # valid only when a manager signed them
DIGITS = 16  # of a head, as they stand on paper
ABOUT_PEOPLE = ("staff.added", "staff.role_changed", "staff.removed", "recovery.added", "recovery.replaced")


def form(value):
    """Return the one form that is hashed and signed: ASCII JSON without spaces, its names sorted."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def text(data):
    """Return bytes as they stand in the file: base64url without its padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def data(words):
    """Undo ``text``."""
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))


def must(holds, seq, why):
    """End with BROKEN unless ``holds``."""
    if not holds:
        sys.exit(f"BROKEN at entry {seq}: {why}")


def is_signed(key, signature, message):
    """Return whether the Ed25519 signature is one of this key over this message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(data(signature), form(message))
    except (InvalidSignature, ValueError):
        return False
    return True


def links(path):
    """Yield every entry, once it is proven to follow the one before and to be what was hashed, with its details."""
    seq, prev, at = 0, text(bytes(32)), ""
    with path.open(encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            seq += 1
            must(one["seq"] == seq and one["prev"] == prev and one["at"] >= at, seq, "it does not follow")
            hashed = hashlib.sha256(b"sokin1-audit" + form([one[name] for name in HASHED])).digest()
            must(text(hashed) == one["hash"], seq, "it was changed")
            if one["body"] is not None:
                found = hmac.new(data(one["salt"]), one["body"].encode(), "sha256").digest()
                must(text(found) == one["commitment"], seq, "its details were changed")
            prev, at = one["hash"], one["at"]
            yield one


def transactions(path):
    """Yield the entries that were made together; the last of them carries the signature."""
    run = []
    for one in links(path):
        run.append(one)
        if one["signature"]:
            yield run
            run = []
    must(not run, run[-1]["seq"] if run else 0, "the end is not signed")


def with_change(people, one):
    """Return who works in the shop after an entry about people. An id is given once, and nobody comes back."""
    said, seq = json.loads(one["body"] or "{}"), one["seq"]
    who, action = said.get("id"), one["action"]
    is_here = who in people and not people[who].get("until")
    may_be = is_here and (who == "recovery") == (action == "recovery.replaced")
    if action.endswith(".added"):
        may_be = who and who not in people and (who == "recovery") == (action == "recovery.added")
    must(may_be, seq, "nobody can come or go like this")
    change = {"until": seq} if action == "staff.removed" else {"role": said["role"], "since": seq}
    keys = {"key": said["signing_key"], "sealing": said["sealing_key"]} if "signing_key" in said else {}
    return {**people, who: {**people.get(who, {}), **change, **keys}}


def with_period(members, people, one):
    """Return members.json as it has to be after an entry about people."""
    who, seq = json.loads(one["body"])["id"], one["seq"]
    held = people[who]
    over = [{**row, "until_entry": seq} if (row["id"], row["until_entry"]) == (who, None) else row for row in members]
    begun = {"id": who, "role": held["role"], "signing_key": held["key"], "sealing_key": held["sealing"]}
    rest = {"fingerprint": held["key"][:DIGITS], "from_entry": seq, "until_entry": None}
    return over if held.get("until") else [*over, {**begun, **rest}]


def judge(run, people, vault):
    """Prove one transaction by the keys and roles that held before it; ``people`` is who worked in the shop."""
    last, seq = run[-1], run[-1]["seq"]
    who = people.get(last["signer"])
    must(who and all(one["actor"] == last["signer"] for one in run), seq, "signed by somebody else")
    must(not who.get("until"), seq, "signed by somebody who had left")
    message = ["sokin1-audit-signature", vault, seq, last["hash"]]
    must(is_signed(who["key"], last["signature"], message), seq, "the signature is false")
    for one in run:
        must(who["role"] == "MANAGER" or one["action"] not in OF_MANAGERS, one["seq"], "only a manager may do this")


def look_for_details(run, missing):
    """Note whose details are missing. That is lawful only when a manager erases the customer by a later entry."""
    for one in run:
        if one["body"] is None:
            is_lawful = one["subject_ref"] and one["action"] != "customer.erased"
            must(is_lawful, one["seq"], "its details are missing")
            missing[one["subject_ref"]] = one["seq"]
        if one["action"] == "customer.erased":
            missing.pop(one["subject_ref"], None)


def erased_by_order(orders, people, vault):
    """Return the customers whose erasure was ordered beside the trail too, so that old backups obey it.

    Only by whoever is a manager at the end: what others ordered was signed again when they left.
    """
    lawful = set()
    for one in orders:
        message = ["sokin1-journal", vault, "erase", one["payload"], one["staff_id"]]
        who = people.get(one["staff_id"], {"role": ""})
        is_manager = who["role"] == "MANAGER" and not who.get("until")
        if is_manager and is_signed(who["key"], one["signature"], message):
            lawful.add(one["payload"]["subject_ref"])
    return lawful


def check(folder, papers):
    """Check all of it and every paper (head by number of the entry); return what to say."""
    shown = f"; papers that match: {len(papers)}" if papers else ""
    proof = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    people, members, missing, count, last = {}, [], {}, 0, {"seq": 0, "hash": ""}
    for run in transactions(folder / "trail.jsonl"):
        before, count, last = people, count + 1, run[-1]
        for one in run:
            if one["action"] in ABOUT_PEOPLE:
                people = with_change(people, one)
                members = with_period(members, people, one)
            paper = papers.pop(one["seq"], "")
            must(data(one["hash"]).hex().startswith(paper), one["seq"], "the paper says something else")
        judge(run, before or people, proof["vault"])  # the founder alone signs their own coming
        if proof["details"]:
            look_for_details(run, missing)
    listed = json.loads((folder / "members.json").read_text(encoding="utf-8"))
    must(listed == members, last["seq"], "members.json says something else")
    ends = (last["seq"], data(last["hash"]).hex())
    must(ends == (proof["seq"], proof["head"]), last["seq"], "the end is missing")
    must(proof["printed_head"] == ends[1][:DIGITS], last["seq"], "proof.json says something else")
    lawful = erased_by_order(proof["erasures_ordered"], people, proof["vault"])
    for subject in missing.keys() - lawful:
        must(False, missing[subject], "its details are missing, and no manager erased the customer")
    for seq in papers:
        must(False, seq, "this trail does not have the entry that the paper names")
    details = "" if proof["details"] else "; exported WITHOUT the details of the acts, which nobody checked"
    return people, f"HOLDS: {ends[0]} entries, {count} signatures, head {ends[1][:16]}{shown}{details}"


def main(words):
    """Check the files beside this one; ``words`` are NUMBER:HEAD of printed papers."""
    try:
        given = [one.replace(" ", "").lower().split(":") for one in words]
        papers = {int(number): bytes.fromhex(head).hex() for number, head in given}
    except ValueError:
        sys.exit(__doc__)
    if any(len(head) < DIGITS for head in papers.values()):
        sys.exit(__doc__)  # fewer would prove little
    try:
        people, outcome = check(Path(__file__).parent, papers)
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as wrong:
        sys.exit(f"BROKEN: a file is missing or damaged ({type(wrong).__name__})")
    for who, held in people.items():
        until = f"removed by entry {held['until']}" if held.get("until") else "works here"
        sys.stdout.write(f"{who}  {held['role']:8} key {held['key'][:16]}  since entry {held['since']}, {until}\n")
    sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
