# SPDX-License-Identifier: LGPL-2.1-or-later
"""Pictures of the example newsroom's site, as docs/images has them: pictures.py PREFIX [FOLDER]"""
import pathlib
import shutil
import sys
import tempfile

import rooms
from browser import look
from pages import Site
from room import SITE

HEIGHTS = {390: 844, 1280: 1120}
MOST = 200_000  # bytes of a picture
SHOWN = {"article": f"2026/03/{rooms.MARKET}/", "front": "", "corrections": "corrections/"}


def change(room, article, old, new):
    file = room.folder / "articles" / "2026" / "03" / article / "index.fr.md"
    text = file.read_text()
    assert old in text, f"{article} does not say {old!r}"
    file.write_text(text.replace(old, new))


def correct(room, article, kind, note):
    rooms.by(room, "hugo", "correct", article, "--kind", kind, "--note", note)
    rooms.bring(room, article)
    rooms.by(room, "marc", "publish", article)


def published(folder, root):
    """The example some days later: a third article, a correction and an update."""
    room = rooms.of_example(folder, root)
    library = "bibliotheque"
    change(room, library, "\n[à compléter\u00a0: réaction de l’association des lecteurs]\n", "")
    change(room, library, "section: Vie locale", 'section: Vie locale\nstandfirst: "Les prêts en '
           'cours sont prolongés jusqu’à la réouverture."')
    change(room, library, "médiathèque du centre.", "médiathèque du centre, qui reçoit aussi les "
           "animations prévues pendant ces deux semaines.\n\nLe nouveau chauffage, relié au réseau "
           "de la ville, doit réduire d’un tiers la facture du bâtiment. Les travaux avaient été "
           "repoussés deux fois. La salle de lecture garde ses horaires habituels jusqu’à la "
           "fermeture, et le dépôt des retours reste ouvert dans le hall pendant toute la durée du "
           "chantier.")
    room.clock("2026-03-20T09:00:00+01:00")
    rooms.bring(room, library)
    rooms.by(room, "marc", "publish", library)
    room.clock("2026-03-20T18:00:00+01:00")
    change(room, rooms.MARKET, "les grilles d’origine", "les grilles de 1887")
    correct(room, rooms.MARKET, "correction", "Une première version de cet article parlait des "
            "grilles « d’origine » ; elles datent de 1887, les pavés de 1902.")
    room.clock("2026-03-22T08:30:00+01:00")
    change(room, rooms.MARKET, "du mardi au dimanche", "du mardi au dimanche, de 7 h 30 à 13 h 30")
    correct(room, rooms.MARKET, "update", "Les heures d’ouverture ont été ajoutées.")
    return room


def main():
    root = sys.argv[1]
    into = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else rooms.TOP / "docs" / "images"
    work = pathlib.Path(tempfile.mkdtemp(prefix="marbre-pictures."))
    site = Site(published(work / "room", root).export(work / "site"), SITE)
    visits = [{"path": path, "width": width, "height": height, "shot":
               str(into / f"{name}-{'phone' if width < 800 else 'desktop'}.png")}
              for name, path in SHOWN.items() for width, height in HEIGHTS.items()]
    look(site, visits)
    for visit in visits:
        size = pathlib.Path(visit["shot"]).stat().st_size
        print(f"{visit['shot']}: {size} bytes")
        assert size < MOST, "too large for a document"
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
