"""Papers as office files: .docx, .xlsx, .pdf; the same paper and day give the same bytes."""
