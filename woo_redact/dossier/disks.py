"""Whether a folder lies on a disk of this computer."""

import sys
from collections.abc import Iterable
from pathlib import Path

# Kinds of file systems that are of this computer alone; of any other it is not certain.
LOCAL = frozenset({"bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "overlay", "tmpfs", "xfs", "zfs"})
MOUNTS = Path("/proc/self/mounts")
# Of a mount: its place, and what kind of file system it has.
PLACE, KIND = 1, 2

if sys.platform == "win32":
    import ctypes

    _FIXED = 3

    def is_local(folder: Path) -> bool:
        """Whether a folder certainly lies on a disk of this computer."""
        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.resolve().anchor}")
        return kind == _FIXED

else:

    def is_local(folder: Path) -> bool:
        """Whether a folder certainly lies on a disk of this computer."""
        try:
            return kind_of(folder.resolve(), MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()) in LOCAL
        except OSError:
            return False


def kind_of(folder: Path, mounts: Iterable[str]) -> str:
    """Return the kind of file system that a folder lies on; ``mounts`` are lines as ``/proc/mounts`` has them."""
    found, length = "", -1
    for line in mounts:
        fields = line.split(" ")
        place = Path(fields[PLACE].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        # A later mount hides an earlier one at the same place.
        if folder.is_relative_to(place) and len(place.parts) >= length:
            found, length = fields[KIND], len(place.parts)
    return found
