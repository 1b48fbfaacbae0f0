"""Pages to one flow of text with blocks: headers, headings, bullets, mails, signatures."""
