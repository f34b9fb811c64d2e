from __future__ import annotations

from read.samples import document, locked_pdf, pdf, reason
from sayso.model.document import Precision
from sayso.read.config import ReadConfig
from sayso.read.pdf_lines import Line, paragraphs, without_furniture

WORDS = "The ministry said on Tuesday that the long bridge over the river"


def test_lines_become_paragraphs() -> None:
    page = [
        (72, 700, WORDS),
        (72, 688, "was open again, and that it would stay open."),
        (72, 664, "Two officials denied it."),
    ]
    read = document(pdf([page]), "report.pdf")
    assert read.text == f"{WORDS} was open again, and that it would stay open.\n\nTwo officials denied it."
    assert read.media_type == "application/pdf"


def test_sentences_run_on_over_pages_and_running_heads_are_left_out() -> None:
    pages = [
        [(72, 800, "Selm Bridge Inquiry"), (72, 700, f"Part {word}. {WORDS}"), (290, 40, str(number))]
        for number, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    read = document(pdf(pages), "report.pdf")
    assert read.text == " ".join(f"Part {word}. {WORDS}" for word in ("one", "two", "three", "four"))
    assert read.notes == ("8 running heads and page numbers are left out",)


def test_metadata_and_the_day_the_file_was_made_but_no_hour() -> None:
    info = "/Title (Selm Bridge Inquiry) /Author (Mara Quill) /CreationDate (D:20310402063015+02'00')"
    read = document(pdf([[(72, 700, WORDS)]], info), "report.pdf")
    assert (read.title, read.author) == ("Selm Bridge Inquiry", "Mara Quill")
    assert read.published is not None
    assert (read.published.value, read.published.precision) == ("2031-04-02", Precision.DAY)


def test_what_programs_write_where_an_author_should_stand_is_no_author() -> None:
    assert document(pdf([[(72, 700, WORDS)]], "/Author (\\(anonymous\\))"), "r.pdf").author is None


def test_a_pdf_under_another_name_is_still_one() -> None:
    assert document(pdf([[(72, 700, WORDS)]]), "notes.txt").text == WORDS


def test_pages_without_text_are_told() -> None:
    assert document(pdf([[(72, 700, WORDS)], [], []]), "r.pdf").notes == ("2 of 3 pages carry no text",)


def test_a_scan_needs_ocr() -> None:
    assert "OCR" in reason(pdf([[], []]), "scan.pdf")


def test_a_password_must_be_removed_first() -> None:
    told = reason(locked_pdf(), "locked.pdf")
    assert "needs a password" in told
    assert "qpdf" in told


def test_a_truncated_file_is_damaged() -> None:
    whole = pdf([[(72, 700, WORDS)]])
    told = reason(whole[:60], "cut.pdf")
    assert "truncated or damaged" in told
    assert "obtain it again" in told


def test_further_pages_than_the_limit_are_told() -> None:
    pages = [[(72, 700, f"{WORDS}, part {word}.")] for word in ("one", "two", "three")]
    assert document(pdf(pages), "r.pdf", config=ReadConfig(max_pages=2)).notes == (
        "only the first 2 of 3 pages are read",
    )


def test_time_is_looked_at_between_pages() -> None:
    told = reason(pdf([[(72, 700, WORDS)]]), "r.pdf", config=ReadConfig(seconds=-1))
    assert "page 1 of 1" in told


def lines(*texts: str, right: float = 500) -> list[Line]:
    return [Line(text, 72, right, 100 + 12 * row, 110 + 12 * row) for row, text in enumerate(texts)]


def test_hyphens_that_only_the_line_end_made_are_undone() -> None:
    assert paragraphs(
        [
            lines(
                "The minis\ufffe",
                "try and the gover\u0002",
                "nor met for co-",
                "operation in the har-",
                "bour.",
            )
        ]
    ) == ["The ministry and the governor met for co-operation in the harbour."]


def test_ligatures_and_soft_hyphens_are_spelt_out() -> None:
    assert paragraphs([lines("The ﬁnal oﬃ\u00adcial ﬂag", "rose.")]) == ["The final official flag rose."]


def test_scripts_without_blanks_are_joined_without_one() -> None:
    assert paragraphs([lines("運輸省は火曜日に橋が", "再び開通したと発表した。")]) == [
        "運輸省は火曜日に橋が再び開通したと発表した。"
    ]


def test_list_items_stand_alone() -> None:
    assert paragraphs([lines("It found:", "1. The bridge was shut.", "2. Nobody said so.")]) == [
        "It found:", "1. The bridge was shut.", "2. Nobody said so.",
    ]  # fmt: skip


def test_two_pages_are_too_few_for_a_running_head() -> None:
    pages = [lines("Heading", "Text one."), lines("Heading", "Text two.")]
    assert without_furniture(pages) == (pages, 0)


def test_pages_that_hold_nothing_but_one_line_keep_it() -> None:
    pages = [[(72.0, 700.0, f"The guard said the tower fell on day {number}.")] for number in range(1, 6)]
    assert "The guard said the tower fell on day 3." in document(pdf(pages), "short.pdf").text
