"""Five real plans as a person would receive them, and the script that made the files."""
