"""The subcommands of `python -m analysis`, a module each: HELP, DESCRIPTION, configure(parser), run(args)."""
