"""The plan file: how a plan is kept, changed, undone, published and opened."""
