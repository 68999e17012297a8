"""From a PDF to a Document: words, columns, paragraphs and tables from where the characters stand."""
