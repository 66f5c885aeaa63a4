"""Figures as ratios within one run: absolute ones depend on the machine."""
