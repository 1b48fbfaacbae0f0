"""The review in the browser: pages and their data, over HTTP, for the people who may see a dossier."""
