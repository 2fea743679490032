"""Distinct id types, so that passing a recipient where a customer belongs is a type error (no run-time cost)."""

from typing import NewType

StaffId = NewType("StaffId", str)  # 32 random hex digits, never a name: it stands in the audit
CustomerId = NewType("CustomerId", int)
PhoneId = NewType("PhoneId", int)
EmailId = NewType("EmailId", int)
AddressId = NewType("AddressId", int)
AttachmentId = NewType("AttachmentId", int)
PolicyVersionId = NewType("PolicyVersionId", int)
ConsentId = NewType("ConsentId", int)
StopContactId = NewType("StopContactId", int)
RecipientId = NewType("RecipientId", int)
CommitmentId = NewType("CommitmentId", int)
OrderId = NewType("OrderId", int)
ParcelId = NewType("ParcelId", int)
ManifestId = NewType("ManifestId", int)
DisclosureId = NewType("DisclosureId", int)
AttemptId = NewType("AttemptId", int)
ContactId = NewType("ContactId", int)
FeedbackId = NewType("FeedbackId", int)
FeedbackRoundId = NewType("FeedbackRoundId", int)
NoticeRunId = NewType("NoticeRunId", int)
NoticeId = NewType("NoticeId", int)
ContactListId = NewType("ContactListId", int)
DataUseId = NewType("DataUseId", int)
SurveyAnswerId = NewType("SurveyAnswerId", int)
BrowserRecordId = NewType("BrowserRecordId", int)
BreachId = NewType("BreachId", int)
RequestId = NewType("RequestId", int)
PartnerLetterId = NewType("PartnerLetterId", int)
ErasureId = NewType("ErasureId", int)
RetentionRunId = NewType("RetentionRunId", int)
IncidentId = NewType("IncidentId", int)
DraftId = NewType("DraftId", int)

PurposeId = NewType("PurposeId", str)  # e.g. "delivery_of_goods": a word of the policy pack
FieldId = NewType("FieldId", str)  # e.g. "phone": a word of the policy pack
