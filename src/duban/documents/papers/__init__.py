"""The renderer of GB/T 9704: it knows a paper's content, and neither its kind nor the system around it."""
