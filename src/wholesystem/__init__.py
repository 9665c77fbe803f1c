"""Systems maps of recovery: maps, their loops, how they behave, and the reports' own maps ready to open."""
