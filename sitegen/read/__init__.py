"""Reading: the content folder to records, a record to a Document.

`scan` lists the folder, `RawFile.stored` says where a file's bytes are, `split` takes them apart into records,
`load` decodes one. `path_metadata` reads what is known from paths and from metadata.csv; `check_pattern`
says what is wrong with a path pattern, `check_encoding` with an encoding's name.
"""

from sitegen.read.charset import check_encoding
from sitegen.read.paths import PathMetadata, path_metadata
from sitegen.read.pattern import check_pattern
from sitegen.read.scan import Listing, RawFile, scan
from sitegen.read.split import load, split
from sitegen.read.stored import Stored

__all__ = [
    "Listing",
    "PathMetadata",
    "RawFile",
    "Stored",
    "check_encoding",
    "check_pattern",
    "load",
    "path_metadata",
    "scan",
    "split",
]
