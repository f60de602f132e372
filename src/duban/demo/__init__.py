"""The demo county, lived through the same acts with the clock moved, and the bulk generator for measuring."""
