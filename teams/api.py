"""The API of this app: (prefix, viewset) pairs."""

RESOURCES: tuple = ()
