"""Codings to and from the tools that coders use (INCEpTION, doccano, Label Studio), and citations for papers."""

from analysis.interchange.citing import bibliography, methods
from analysis.interchange.documents import Document, from_coded
from analysis.interchange.exchange import FORMATS, export, load, save
from analysis.interchange.gold import coding

__all__ = ["FORMATS", "Document", "bibliography", "coding", "export", "from_coded", "load", "methods", "save"]
