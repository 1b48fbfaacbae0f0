"""Rule packs: TOML checked at the door, turned into domain values."""
