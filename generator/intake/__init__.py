"""Tables from elsewhere, read cell by cell by a declared map into files of ours."""
