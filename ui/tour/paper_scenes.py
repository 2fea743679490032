"""The tour of papers: every PDF the program makes, each with pictures of its first pages."""

from ledger.domain.parcel import ParcelState
from ledger.domain.staff import Operation, Role
from ledger.domain.wording import Language
from ledger.services import handover, labels, parcels, reports
from ledger.services.calibration import calibration_page
from ledger.services.handover import ManifestPaper
from ledger.services.labels import LabelBatch, LabelLayout, LabelSheet
from ledger.services.recovery import recovery_sheet
from ledger.services.reports import ReportWish
from ledger.services.session import Session
from ui.tour.people_scenes import customers_of
from ui.tour.stage import Stage

_CODE = "0123 4567 89AB CDEF GHJK MNPQ RS"  # of no ledger


def _labels(stage: Stage) -> None:
    stage.sign_in(Role.MANAGER)
    batch = stage.ask(_batch)
    for layout in LabelLayout:
        name = layout.value.lower().replace("_", "-")
        pdf = labels.render_batch(batch, LabelSheet(layout, language=stage.language)).pdf
        stage.keep(f"label-{name}.pdf", pdf or b"")
        stage.keep(f"calibration-{name}.pdf", calibration_page(layout, stage.language))


def _batch(session: Session) -> LabelBatch:
    return labels.decide_batch(session, parcels.waiting(session, ParcelState.PRINTED)[:5])


def _manifest(stage: Stage) -> None:
    paper = stage.ask(lambda session: _newest_manifest(session, stage.language))
    stage.keep("manifest.pdf", paper.pdf)
    stage.keep("manifest.xlsx", paper.sheet)


def _newest_manifest(session: Session, language: Language) -> ManifestPaper:
    newest = max(handover.manifests(session), key=lambda one: one.parcels)
    return handover.manifest_paper(session, newest.id, language)


def _report(stage: Stage) -> None:
    wish = ReportWish(language=stage.language)
    stage.ask(lambda session: session.mark_confirmed(Operation.REPORT))
    stage.keep("report.pdf", stage.ask(lambda session: reports.disclosure_report(session, wish)).pdf)
    prepared = stage.ask(lambda session: reports.prepare_disclosure_report(session, wish, is_preview=True))
    stage.keep("report-preview.pdf", prepared.render())


def _receipt(stage: Stage) -> None:
    code = max(stage.ask(customers_of), key=lambda one: len(one.consents)).code
    stage.keep("consent-receipt.pdf", stage.ask(lambda session: reports.consent_receipt(session, code, stage.language)))


def _recovery(stage: Stage) -> None:
    shop = stage.ask(lambda session: session.shop())
    sheet = recovery_sheet(shop, _CODE, stage.now, stage.demo.folder.name, stage.language)
    stage.keep("recovery-sheet.pdf", sheet)


SCENES = (_labels, _manifest, _report, _receipt, _recovery)
