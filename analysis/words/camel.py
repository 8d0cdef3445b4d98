"""Where the data of CAMeL Tools lies, found without importing it.

Importing `camel_tools.morphology`, `.disambig` or `.ner` downloads a catalogue when there is none, so every caller
looks here first and imports them only if this module says yes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATABASE = "calima-msa-r13"
NER_MODEL = "arabert"
INSTALL_LEMMAS = "camel_data -i light"
INSTALL_ENTITIES = "camel_data -i ner-arabert"


def data_folder() -> Path:
    """Return the folder where CAMeL Tools looks for its data: `$CAMELTOOLS_DATA`, else the one in the home folder."""
    given = os.environ.get("CAMELTOOLS_DATA")
    if given:
        return Path(given).expanduser().absolute()
    return Path.home() / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")


def lemma_data() -> Path | None:
    """Return the morphological database's file if all that lemmas need is there, else `None`."""
    folder = data_folder()
    database = folder / "data/morphology_db" / DATABASE / "morphology.db"
    needed = (folder / "catalogue.json", database, folder / "data/disambig_mle" / DATABASE / "model.json")
    return database if all(path.is_file() for path in needed) else None


def entity_model() -> Path | None:
    """Return the folder of the named-entity model if it is there, else `None`."""
    folder = data_folder()
    model = folder / "data/ner" / NER_MODEL
    return model if (folder / "catalogue.json").is_file() and (model / "config.json").is_file() else None
