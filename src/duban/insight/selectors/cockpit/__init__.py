"""驾驶舱: what is counted, each figure by the condition of the list to which it leads."""
