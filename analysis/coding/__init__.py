"""One article through the layers: actors, marks, quotes, speakers, blame, roles, names, frames."""
