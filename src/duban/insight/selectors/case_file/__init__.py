"""卷宗: one case, tab by tab."""
