"""One module for each subcommand of `duban`.

A module says in its docstring what the command does and offers `configure(parser)` and `run(args) -> int`.
`NEEDS_DJANGO = False` marks a command that runs without the apps being loaded.
"""
