"""Files somebody sends: told by their bytes, made harmless, or refused."""

from engine.uploads.cleaning import LARGEST as LARGEST
from engine.uploads.cleaning import Clean as Clean
from engine.uploads.cleaning import FileKind as FileKind
from engine.uploads.cleaning import clean as clean
