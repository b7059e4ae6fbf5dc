"""An edition for readers elsewhere: as a letter, and as a post in a chat."""
