"""The claim graph as a picture: the networkx bridge and the interactive page."""
