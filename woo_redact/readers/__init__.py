"""PDF files to pages in page space."""
