"""What every app stands on. A closed list of modules: README.md names them, a test compares."""
