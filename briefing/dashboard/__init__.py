"""The dashboard: it reads the archive and draws its pages; it fetches nothing and writes nothing."""
