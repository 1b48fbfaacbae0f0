"""One passage, one treatment: what is withheld in one document and can be read in another of the dossier."""
