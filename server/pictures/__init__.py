"""Pictures of answers as SVG: timelines, maps, bars and networks, mirrored in Arabic, no script."""
