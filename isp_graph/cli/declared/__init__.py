"""The commands, declared by family. Nothing heavy is imported: ``--help`` must be quick."""
