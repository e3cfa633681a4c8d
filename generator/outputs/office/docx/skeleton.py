"""An empty document with our styles, fonts and settings, and nothing of Word's own template."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from docx.opc.oxml import serialize_part_xml

from generator.outputs.office.docx import fonts, styles
from generator.outputs.office.docx.nodes import node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SETTING = "http://schemas.microsoft.com/office/word"

TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
TOP = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""
WITHIN = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/relationships/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/relationships/fontTable" Target="fontTable.xml"/>
</Relationships>"""
CORE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>"""


@cache
def skeleton() -> bytes:
    """Write the empty document."""
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in _parts().items():
            package.writestr(name, content)
    return made.getvalue()


def _parts() -> Mapping[str, str | bytes]:
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": TOP,
        "docProps/core.xml": CORE,
        "word/_rels/document.xml.rels": WITHIN,
        "word/document.xml": serialize_part_xml(node("document", node("body"))),
        "word/styles.xml": serialize_part_xml(styles.sheet()),
        "word/settings.xml": serialize_part_xml(settings()),
        "word/fontTable.xml": serialize_part_xml(fonts.table()),
    }


def settings() -> BaseOxmlElement:
    """Write the settings: odd and even pages differ."""
    return node(
        "settings",
        node("zoom", percent=100),
        node("defaultTabStop", val=420),
        node("evenAndOddHeaders"),
        node("drawingGridVerticalSpacing", val=156),
        node("characterSpacingControl", val="compressPunctuation"),
        node(
            "compat",
            node("useFELayout"),
            node("compatSetting", name="compatibilityMode", uri=SETTING, val=15),
            node("compatSetting", name="overrideTableStyleFontSizeAndJustification", uri=SETTING, val=1),
        ),
        node("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
