"""Tables that are true, in the shapes that reports print, and the texts that they make."""
