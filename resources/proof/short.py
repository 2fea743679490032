"""The heart of verify.py in some thirty lines, to read all that is run: chain, details, signatures, papers.

python -I short.py [1234:8f3a22c09b1d4e57 ...]      Roles and missing details are verify.py's part: see README.txt.
"""

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASHED = ("seq", "at", "actor", "action", "subject_ref", "commitment", "prev")
HERE = Path(__file__).parent
members, proof = (json.loads((HERE / name).read_bytes()) for name in ("members.json", "proof.json"))
papers = {int(number): head for number, head in (one.split(":") for one in sys.argv[1:])}
all(head[15:] for head in papers.values()) or sys.exit(__doc__)  # fewer than 16 digits would prove little


def data(words):
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))


def form(value):
    """Return the one form that is hashed and signed."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def must(holds, why):
    """End with BROKEN unless ``holds``."""
    if not holds:
        sys.exit(f"BROKEN: {why}")


seq, prev, actors = 0, bytes(32), set()
for seq, one in enumerate(map(json.loads, (HERE / "trail.jsonl").read_bytes().splitlines()), start=1):
    head = hashlib.sha256(b"sokin1-audit" + form([one[name] for name in HASHED])).digest()
    must((one["seq"], data(one["prev"]), data(one["hash"])) == (seq, prev, head), f"entry {seq}")
    if one["body"] is not None:
        details = hmac.digest(data(one["salt"]), one["body"].encode(), "sha256")
        must(details == data(one["commitment"]), f"the details of entry {seq}")
    must(head.hex().startswith(papers.pop(seq, "")), f"the paper says something else of entry {seq}")
    prev, actors = head, actors | {one["actor"]}
    if one["signature"]:
        there = (who for who in members if who["from_entry"] <= seq <= (who["until_entry"] or seq))
        key = {who["id"]: bytes.fromhex(who["signing_key"]) for who in there}.get(one["signer"], bytes(32))
        message = form(["sokin1-audit-signature", proof["vault"], seq, one["hash"]])
        must(actors == {one["signer"]}, f"entry {seq} is signed by somebody else")
        Ed25519PublicKey.from_public_bytes(key).verify(data(one["signature"]), message)  # or InvalidSignature
        actors = set()
must((seq, prev.hex(), actors, papers) == (proof["seq"], proof["head"], set(), {}), "the end")
sys.stdout.write(f"HOLDS: {seq} entries, head {prev.hex()[:16]}\n")
