"""Where everything lies in a package. What is public and what is internal never share a folder.

::

    pakket/
      openbaar/            a BagIt bag (RFC 8493); what is published is data/
        data/
          besluit/         the letter when there is one, and the annex of the decision
          documenten/      <id>.pdf
          gronden/         <id>.json: which ground holds where
          inventarislijst.xlsx .csv .pdf .html
          productierapport.xlsx
          diwoo/ gpp/ woogle/ mdto/
          SHA256SUMS
      intern/              never published: log, hashes of the originals, third parties, the report of the package
        SHA256SUMS
"""

PUBLIC, INTERNAL = "openbaar", "intern"
DATA = "data"
DECISION, DOCUMENTS, GROUNDS = "besluit", "documenten", "gronden"
DIWOO, GPP, WOOGLE, MDTO = "diwoo", "gpp", "woogle", "mdto"
INVENTORY, PRODUCTION_REPORT, ANNEX = "inventarislijst", "productierapport", "bijlage-bij-besluit"
DECISION_LETTER = f"{DECISION}/besluit.pdf"
SUMS = "SHA256SUMS"


def document_file(id: str) -> str:
    """Return the path of a document below the public folder."""
    return f"{DOCUMENTS}/{id}.pdf"


def grounds_file(id: str) -> str:
    """Return the path of the list of a document's redactions below the public folder."""
    return f"{GROUNDS}/{id}.json"
