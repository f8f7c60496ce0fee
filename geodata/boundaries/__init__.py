"""Boundaries: from the files others publish to outlines that can be measured, drawn and labelled.

``geodata.boundaries.build.build_boundaries`` makes everything; ``geodata.boundaries.sheet`` reads
what a map needs to be drawn without a geometry library.
"""
