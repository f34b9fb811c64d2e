# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

from email.message import EmailMessage

import pytest

from read.samples import document, reason
from sayso.model.document import Link, Precision


def mail(body: str = "The bridge is open.\n", **headers: str) -> EmailMessage:
    message = EmailMessage()
    usual = {
        "From": "Mara Quill <mara@varopost.example>",
        "Subject": "Brücke – offen",
        "Date": "Wed, 02 Apr 2031 06:30:15 +0530",
    }
    for name, value in (usual | {"Message-ID": "<1@varopost.example>"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def test_headers_become_fields() -> None:
    read = document(mail(Organization="Varo Post").as_bytes(), "m.eml")
    assert (read.title, read.author, read.outlet, read.key) == (
        "Brücke – offen",
        "Mara Quill",
        "Varo Post",
        "<1@varopost.example>",
    )
    assert read.published is not None
    assert (read.published.value, read.published.precision) == ("2031-04-02T06:30:15+05:30", Precision.SECOND)
    assert read.text == "The bridge is open.\n"
    assert dict(read.found)["title"] == "header Subject"


def test_plain_text_is_preferred_and_html_serves() -> None:
    both = mail("Plain words.\n")
    both.add_alternative("<p>Rich words.</p>", subtype="html")
    assert document(both.as_bytes(), "m.eml").text == "Plain words.\n"
    rich = mail()
    rich.set_content(
        "<p>Rich <a href='https://varopost.example/1'>words</a>.</p><p>More.</p>", subtype="html"
    )
    read = document(rich.as_bytes(), "m.eml")
    assert read.text == "Rich words.\n\nMore."
    assert read.links == (Link("https://varopost.example/1", "words"),)


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-r", "utf-8"])
def test_character_sets_of_bodies(codec: str) -> None:
    message = mail()
    message.set_content("Мост открыт.\n", charset=codec)
    assert document(message.as_bytes(), "m.eml").text == "Мост открыт.\n"


def test_an_unknown_character_set_does_not_stop_it() -> None:
    raw = b"From: a@b.example\r\nMessage-ID: <2>\r\nContent-Type: text/plain; charset=x-nowhere\r\n\r\nThe bridge is open.\r\n"
    assert document(raw, "m.eml").text == "The bridge is open.\r\n"


def test_soft_line_breaks_are_undone() -> None:
    raw = b"From: a@b.example\nMessage-ID: <2>\nContent-Type: text/plain; format=flowed\n\nThe bridge \nis open.\nSo they say.\n"
    assert document(raw, "m.eml").text == "The bridge is open.\nSo they say."


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\nMessage-ID: <2>\n\n",
        b"From: a@b.example\nMessage-ID: <2>\nContent-Type: multipart/mixed; boundary=x\n\n",
        b"From: a@b.example\nMessage-ID: <2>\nContent-Type: multipart/mixed\n\n--x\n\n--x--",
    ],
)
def test_messages_without_text(raw: bytes) -> None:
    assert "no text" in reason(raw, "m.eml")


@pytest.mark.parametrize(
    "header",
    ["From: =?utf-8?q?=ZZ?= <", "Date: yesterday", "Subject: =?bogus?b?!!?=", "From: @@@,;:<>", "To: [[["],
)
def test_malformed_headers_do_not_stop_it(header: str) -> None:
    raw = f"Message-ID: <2>\nMIME-Version: 1.0\n{header}\n\nThe bridge is open.\n".encode()
    assert document(raw, "m.eml").text == "The bridge is open.\n"


def test_text_that_mentions_headers_is_text() -> None:
    text = "From: the ministry\nTo: all\n\nThe bridge is open."
    assert document(text, "letter.txt").text == text
