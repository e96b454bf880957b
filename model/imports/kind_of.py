"""What kind of file it is, by its content: a name may say anything."""

from __future__ import annotations

import io
import re
import zipfile

from model.errors import Refused
from model.imports.text_reading import decoded

_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|table|div|main|article|p|h[1-6]|ul|ol|span|a|meta)\b[^<>]*>", re.I
)
_MAIL = re.compile(
    r"(?:return-path|received|from|to|delivered-to|mime-version|date|subject|message-id|x-[\w-]+):", re.I
)
_MAIL_SURE = re.compile(r"^(?:mime-version|message-id|received):", re.I | re.M)

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_INSTEAD = "Save it as a Word document (.docx) or as a PDF, and import that."


def kind_of(content: bytes, name: str) -> str:
    """ "pdf", "docx", "html" or "text". Any other is refused, in a sentence that says what to do instead."""
    if not content.strip(b"\0 \r\n\t"):
        raise Refused(f"There is nothing in {name}: the file is empty.")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused(_of_old_office(content, name))
    if content.startswith(b"{\\rtf"):
        raise Refused(f"{name} is in Rich Text Format, which is not read. Open it in Word. {_INSTEAD}")
    if content.startswith(_PICTURES):
        raise Refused(f"{name} is a picture, and there are no words in it to read. Import the document itself.")
    head = decoded(content[:65536]).lstrip()
    if _MAIL.match(head) and _MAIL_SURE.search(head[:20_000].split("\n\n")[0].split("\r\n\r\n")[0]):
        if "multipart/related" in head[:4000].lower() and "snapshot-content-location" in head[:4000].lower():
            raise Refused(f'{name} is a web archive. Save the page as "Web page, HTML only", and import that.')
        raise Refused(f"{name} is an e-mail. Save its attachment, or copy its words, and import those.")
    if head.startswith("<?xml") and not _HTML.search(head):
        raise Refused(f"{name} is XML and no web page. Open it in the program that made it. {_INSTEAD}")
    if _HTML.search(head[:8192]):
        return "html"
    if _is_binary(content):
        raise Refused(f"{name} is none of the kinds that are read: PDF, Word (.docx), a web page, or plain text.")
    return "text"


def _in_zip(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [entry.filename.lstrip("/") for entry in packed.infolist()[:20_000]]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Refused(
            f"{name} is damaged and cannot be read. Ask for another copy, or save it again in Word."
        ) from error
    folders = {part.split("/")[0] for part in names}
    if "[Content_Types].xml" in names:
        if "word" in folders:
            return "docx"
        if "xl" in folders:
            raise Refused(f"{name} is a workbook. {_INSTEAD}")
        if "ppt" in folders:
            raise Refused(f"{name} is a presentation. {_INSTEAD}")
        return "docx"  # it may name its parts otherwise; the reader of Word files says so where there is no document
    if "mimetype" in names and "content.xml" in names:
        raise Refused(f"{name} is an OpenDocument file, which is not read. {_INSTEAD}")
    raise Refused(f"{name} is an archive of files. Unpack it, and import the documents in it.")


def _of_old_office(content: bytes, name: str) -> str:
    wide = {word: word.encode("utf-16-le") in content for word in ("EncryptedPackage", "WordDocument", "Workbook")}
    if wide["EncryptedPackage"]:
        return f"{name} is locked with a password. Open it in Word, take the password off, save it, and import that."
    if wide["WordDocument"]:
        return f"{name} is in the format of Word before 2007 (.doc), which is not read. Open it in Word. {_INSTEAD}"
    if wide["Workbook"]:
        return f"{name} is a workbook. {_INSTEAD}"
    if "__substg1.0_".encode("utf-16-le") in content:
        return f"{name} is an e-mail of Outlook. Save its attachment, or copy its words, and import those."
    return f"{name} is in an older format of Office, which is not read. {_INSTEAD}"


def _is_binary(content: bytes) -> bool:
    text = decoded(content[:65536])
    allowed = "\t\n\r\f\x0b\0\x1a"
    strange = sum(1 for letter in text if (letter < " " and letter not in allowed) or letter == "\ufffd")
    return strange > 0.1 * len(text) or text.count("\0") > 0.3 * len(text)
