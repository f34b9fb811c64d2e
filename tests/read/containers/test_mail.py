# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from read.samples import docx, pdf
from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read.gather import gather
from sayso.read.options import GatherOptions
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from pathlib import Path


def mail(subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "Mara Quill <m@varopost.example>",
        subject,
        f"<{subject}@x.example>",
    )
    message.set_content(body)
    return message


def test_attachments_are_items_of_their_own(tmp_path: Path) -> None:
    message = mail("outer", "See the attached.")
    message.add_attachment(
        pdf([[(72, 700, "The report.")]]),
        maintype="application",
        subtype="octet-stream",
        filename="report.pdf",
    )
    message.add_attachment(
        docx("The letter."), maintype="application", subtype="msword", filename="letter.docx"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("The note, signed by Ødo.", filename="note.txt")
    message.add_attachment(mail("inner", "The forwarded words."))
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    items = [
        one for one in gather([str(tmp_path)], GatherOptions(outlet="Varo Post")) if isinstance(one, Item)
    ]
    assert [one.location.rpartition("#")[2] for one in items[1:]] == [
        "A1:report.pdf",
        "A2:letter.docx",
        "A4:note.txt",
        "A5:message.eml",
    ]
    texts = [one.text.strip() for one in ReadStage()(items) if isinstance(one, Document)]
    assert texts == [
        "See the attached.",
        "The report.",
        "The letter.",
        "The note, signed by Ødo.",
        "The forwarded words.",
    ]
    assert {one.outlet for one in items} == {"Varo Post"}


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    message = mail("0", "Innermost.")
    for depth in range(1, 9):
        outer = mail(str(depth), f"Level {depth}.")
        outer.add_attachment(message)
        message = outer
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    found = list(gather([str(tmp_path)], GatherOptions(max_depth=3)))
    assert isinstance(found[-1], Skipped)
    assert "3 deep" in found[-1].reason


def test_a_damaged_mail_is_still_one_item(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(
        b"From: a@b.example\nMessage-ID: <x>\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: message/rfc822\n\n"
    )
    found = list(gather([str(tmp_path)]))
    assert isinstance(found[0], Item)
