"""Documents from outside: read apart, reviewed beside their pages, taken in, and opened again at their words."""
