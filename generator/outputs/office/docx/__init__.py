"""A paper as a .docx to GB/T 9704-2012 (党政机关公文格式)."""

from generator.outputs.office.docx.package import docx

__all__ = ["docx"]
